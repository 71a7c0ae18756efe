import type { EventKind, RhythmEvent } from '../../app/contract/rhythm.ts';

/** How a kind of rhythm event is drawn under its row. */
export interface RhythmBar {
  readonly from: number;
  readonly until: number;
  readonly kind: EventKind;
  /** `quiet`: a grey bar. `ventricular`, `atrial`, `gap`: a bar in the colour of V, S or a warning. */
  readonly tone: 'quiet' | 'ventricular' | 'atrial' | 'gap';
  /** Has its short name at its beginning, in rows that are not expanded. */
  readonly named: boolean;
}

/** Kinds that a page shows. A rate limit that is passed, a couplet and an escape beat are seen in the beats themselves. */
const tones: Partial<Record<EventKind, Pick<RhythmBar, 'tone' | 'named'>>> = {
  'ventricular-tachycardia': { tone: 'ventricular', named: true },
  'ventricular-run': { tone: 'ventricular', named: false },
  'ventricular-bigeminy': { tone: 'quiet', named: false },
  'ventricular-trigeminy': { tone: 'quiet', named: false },
  'supraventricular-tachycardia': { tone: 'atrial', named: true },
  'supraventricular-run': { tone: 'atrial', named: false },
  'supraventricular-bigeminy': { tone: 'quiet', named: false },
  'supraventricular-trigeminy': { tone: 'quiet', named: false },
  'atrial-fibrillation': { tone: 'atrial', named: true },
  pause: { tone: 'gap', named: true },
};

/** The bars of the events that lie in frames [from, to); dismissed events have none. */
export function rhythmBars(events: readonly RhythmEvent[], from: number, to: number): RhythmBar[] {
  return events.flatMap((event) => {
    const look = tones[event.kind];
    if (!look || event.verdict === 'dismissed' || event.from >= to || event.until < from) return [];
    return [{ from: event.from, until: event.until, kind: event.kind, ...look }];
  });
}
