import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { longestWork } from '../../../app/rhythm/events/pauses.ts';
import { inOneGo } from '../../../app/rhythm/work.ts';
import { anyBeats, found, rate, written } from '../written-beats.ts';

describe('pauses', () => {
  it('are intervals of at least the limit, from one beat to the next', () => {
    const source = written('NNNN', { rr: [1996, 2000, 2400] });
    expect(found(source, 'pause')).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it('may be asked for between normal beats only', () => {
    const source = written('NVNNSN', { rr: 2400 });
    expect(found(source, 'pause', { pause: { milliseconds: 2000, normalOnly: true } })).toEqual([[2, 3]]);
    expect(found(source, 'pause')).toHaveLength(5);
  });

  it('are none where the signal is unreadable, for any beats and any stretch', () => {
    fc.assert(
      fc.property(
        anyBeats,
        fc.nat(120 * rate),
        fc.integer({ min: 1, max: 20 * rate }),
        ({ letters, rr }, from, length) => {
          const to = from + length;
          const { beats, intervals } = written(letters, { rr, unreadable: [{ from, to }] });
          for (const [first, last] of found({ beats, intervals }, 'pause')) {
            const isApart = beats.samples[last]! < from || beats.samples[first]! >= to;
            expect(isApart).toBe(true);
          }
        },
      ),
    );
  });
});

describe('the longest RR', () => {
  it('is the first of the longest intervals', () => {
    expect(found(written('NNNNN', { rr: [800, 1500, 900, 1500] }), 'longest-rr')).toEqual([[1, 2]]);
  });

  it('is not the one that unreadable signal makes long', () => {
    const source = written('NNNN', { rr: [800, 3000, 900], unreadable: [{ from: 3 * rate, to: 4 * rate }] });
    expect(found(source, 'longest-rr')).toEqual([[2, 3]]);
  });

  it('is the next longest when a reader dismissed it; the dismissed one stays in the list', () => {
    const source = written('NNNN', { rr: [800, 3000, 900] });
    const list = inOneGo(longestWork(source, new Set([source.beats.samples[1]!])));
    expect([...list.first]).toEqual([1, 2]);
    expect([...list.rr]).toEqual([3000, 900]);
  });

  it('is none without an interval', () => {
    expect(found(written('N'), 'longest-rr')).toEqual([]);
    expect(found(written(''), 'longest-rr')).toEqual([]);
  });
});
