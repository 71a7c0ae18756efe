import type { EventKind, KindSummary } from '../../app/contract/rhythm.ts';

export const eventFilters = ['all', 'V', 'S', 'pauses'] as const;
export type EventFilter = (typeof eventFilters)[number];

/** The mark of a kind: the class whose beats it is about, or what else it shows. */
export type EventMark = 'V' | 'S' | 'pause' | 'irregular' | 'slow' | 'fast';

const marks: Readonly<Record<EventKind, EventMark>> = {
  'ventricular-tachycardia': 'V',
  'ventricular-run': 'V',
  'ventricular-couplet': 'V',
  'ventricular-bigeminy': 'V',
  'ventricular-trigeminy': 'V',
  'supraventricular-tachycardia': 'S',
  'supraventricular-run': 'S',
  'supraventricular-couplet': 'S',
  'supraventricular-bigeminy': 'S',
  'supraventricular-trigeminy': 'S',
  'atrial-fibrillation': 'irregular',
  pause: 'pause',
  'longest-rr': 'pause',
  escape: 'pause',
  bradycardia: 'slow',
  tachycardia: 'fast',
};

const filtered: Readonly<Record<EventFilter, readonly EventMark[]>> = {
  all: ['V', 'S', 'irregular', 'pause', 'slow', 'fast'],
  V: ['V'],
  S: ['S', 'irregular'],
  pauses: ['pause', 'slow'],
};

/** Kinds that keep their row when there are none: that there is no pause is a finding. */
const lasting: ReadonlySet<EventKind> = new Set(['pause', 'longest-rr']);

export function markOf(kind: EventKind): EventMark {
  return marks[kind];
}

export function passes(kind: EventKind, filter: EventFilter): boolean {
  return filtered[filter].includes(marks[kind]);
}

/** The kinds that a filter shows: those of which there is an event, dismissed ones too, and those that keep their row. */
export function shownKinds(kinds: readonly KindSummary[], filter: EventFilter): KindSummary[] {
  return kinds.filter(
    ({ kind, count, dismissed }) => passes(kind, filter) && (count + dismissed > 0 || lasting.has(kind)),
  );
}

/** How many events a filter shows, the longest RR left out: it is no event but an interval that is always there. */
export function countOf(kinds: readonly KindSummary[], filter: EventFilter): number {
  return kinds.reduce((sum, { kind, count }) => (passes(kind, filter) && kind !== 'longest-rr' ? sum + count : sum), 0);
}
