import { describe, expect, it } from 'vitest';

import { eventKinds, type EventKind, type KindSummary } from '../../../app/contract/rhythm.ts';
import { countOf, eventFilters, passes, shownKinds } from '../../../renderer/events/event-kinds.ts';

function kindsWith(counts: Partial<Record<EventKind, number>>, dismissed = 0): KindSummary[] {
  return eventKinds.map((kind) => {
    const count = counts[kind] ?? 0;
    return {
      kind,
      count,
      accepted: 0,
      dismissed: count > 0 ? dismissed : 0,
      beats: 0,
      first: null,
      extreme: null,
      fastest: null,
    };
  });
}

const names = (kinds: readonly KindSummary[]) => kinds.map(({ kind }) => kind);

describe('the kinds that are listed', () => {
  it('are those of which there is an event; pauses and the longest RR keep their rows', () => {
    expect(names(shownKinds(kindsWith({ 'ventricular-run': 2 }), 'all'))).toEqual([
      'ventricular-run',
      'pause',
      'longest-rr',
    ]);
  });

  it('stay when every event of them was dismissed', () => {
    const kinds = kindsWith({}).map((kind) => (kind.kind === 'escape' ? { ...kind, dismissed: 1 } : kind));
    expect(names(shownKinds(kinds, 'pauses'))).toContain('escape');
  });

  it('are those of the filter', () => {
    const all = kindsWith(Object.fromEntries(eventKinds.map((kind) => [kind, 1])));
    expect(names(shownKinds(all, 'all'))).toEqual([...eventKinds]);
    expect(names(shownKinds(all, 'V')).every((kind) => kind.startsWith('ventricular'))).toBe(true);
    expect(names(shownKinds(all, 'S'))).toContain('atrial-fibrillation');
    expect(names(shownKinds(all, 'pauses'))).toEqual(['pause', 'longest-rr', 'escape', 'bradycardia']);
  });
});

it('every kind passes the filter of all', () => {
  expect(eventFilters).toContain('all');
  for (const kind of eventKinds) expect(passes(kind, 'all'), kind).toBe(true);
});

it('the longest RR is not counted among events: it is always there', () => {
  expect(countOf(kindsWith({ pause: 3, 'longest-rr': 1, escape: 2 }), 'pauses')).toBe(5);
});
