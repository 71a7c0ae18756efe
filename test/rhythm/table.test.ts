import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { defaultCriteria } from '../../app/contract/rhythm.ts';
import { findEvents } from '../../app/rhythm/events/events.ts';
import type { RhythmSource } from '../../app/rhythm/events/event-list.ts';
import { tabulate } from '../../app/rhythm/table.ts';
import { readVerdicts } from '../../app/rhythm/verdicts.ts';
import { anyBeats, rate, written } from './written-beats.ts';

function tableOf(source: RhythmSource, said: Record<string, 'dismissed'> = {}, minutes = 1) {
  return tabulate(source, findEvents(source, defaultCriteria), readVerdicts(Object.entries(said)), minutes);
}

describe('the table by time', () => {
  it('has a row for every started minute; a beat and its interval belong to the row in which the beat lies', () => {
    const source = written('N'.repeat(80), { rr: 1000 });
    const { rows, total } = tableOf(source);
    // The first beat lies at 1 s: 59 beats before the first minute is over, 21 in the second.
    expect(rows.map(({ beats }) => beats)).toEqual([59, 21]);
    expect(rows.map(({ from, to }) => [from, to])).toEqual([
      [0, 60 * rate],
      [60 * rate, 81 * rate],
    ]);
    expect(total).toMatchObject({ beats: 80, meanRate: 60, minRate: 60, maxRate: 60, longestRr: 1000, readable: 1 });
  });

  it('counts an event in the row of its first beat, and dismissed ones in none', () => {
    const letters = `${'N'.repeat(58)}VVV${'N'.repeat(10)}VV`;
    const source = written(letters, { rr: 1000 });
    expect(tableOf(source).rows.map((row) => [row.ventricularRuns, row.ventricularCouplets])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const id = `ventricular-run-${source.beats.samples[58]}`;
    expect(tableOf(source, { [id]: 'dismissed' }).total.ventricularRuns).toBe(0);
  });

  it('says which share of a row can be read', () => {
    const unreadable = [{ from: 45 * rate, to: 66 * rate }];
    const { rows } = tableOf(written('N'.repeat(79), { rr: 1000, unreadable }));
    expect(rows.map(({ readable }) => readable)).toEqual([0.75, 0.7]);
  });

  it('adds up to its total, for any beats', () => {
    fc.assert(
      fc.property(anyBeats, ({ letters, rr }) => {
        const { rows, total } = tableOf(written(letters, { rr }));
        for (const name of ['beats', 'pauses', 'bigeminy', 'ventricularCouplets', 'supraventricularRuns'] as const)
          expect(rows.reduce((sum, row) => sum + row[name], 0)).toBe(total[name]);
        expect(Math.max(0, ...rows.map(({ longestRr }) => longestRr ?? 0))).toBe(total.longestRr ?? 0);
      }),
    );
  });

  it('of a recording without beats has one empty row', () => {
    expect(tableOf(written('')).rows).toMatchObject([{ beats: 0, meanRate: null, longestRr: null, readable: 1 }]);
  });
});
