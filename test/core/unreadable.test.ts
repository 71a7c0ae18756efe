import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { joinStretches, readability, type SignedMark } from '../../app/core/unreadable.ts';

const mark = (from: number, to: number, readable: boolean, order = 1): SignedMark => ({
  from,
  to,
  readable,
  order,
  by: 'R',
});

describe('what cannot be read', () => {
  it('is what the detector said when no person said anything', () => {
    expect(readability([{ from: 10, to: 20 }], [])).toEqual({
      stretches: [{ from: 10, to: 20, source: 'detector', by: null }],
      overruled: [],
    });
  });

  it('keeps the detector’s verdict known where a person overrules a part of it', () => {
    expect(readability([{ from: 10, to: 30 }], [mark(15, 20, true)])).toEqual({
      stretches: [
        { from: 10, to: 15, source: 'detector', by: null },
        { from: 20, to: 30, source: 'detector', by: null },
      ],
      overruled: [{ from: 15, to: 20, source: 'detector', by: 'R' }],
    });
  });

  it('is the person’s where both say so', () => {
    expect(readability([{ from: 10, to: 30 }], [mark(20, 40, false)]).stretches).toEqual([
      { from: 10, to: 20, source: 'detector', by: null },
      { from: 20, to: 40, source: 'person', by: 'R' },
    ]);
  });

  it('follows the later of two marks that overlap', () => {
    const { stretches } = readability([], [mark(0, 10, false, 1), mark(4, 6, true, 2)]);
    expect(stretches.map(({ from, to }) => [from, to])).toEqual([
      [0, 4],
      [6, 10],
    ]);
  });

  it('is for every frame what the last one to speak of it said', () => {
    const stretch = fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(stretch), fc.array(fc.tuple(stretch, fc.boolean())), (found, said) => {
        const ordered = found.map(([from, length]) => ({ from, to: from + length })).sort((a, b) => a.from - b.from);
        const detected = joinStretches(ordered);
        const marks = said.map(([[from, length], readable], index) => mark(from, from + length, readable, index + 1));
        const { stretches, overruled } = readability(detected, marks);
        for (let frame = 0; frame < 80; frame++) {
          const holds = ({ from, to }: { from: number; to: number }) => from <= frame && frame < to;
          const last = marks.filter(holds).at(-1);
          const isDetected = detected.some(holds);
          expect(stretches.filter(holds)).toHaveLength(Number(last ? !last.readable : isDetected));
          expect(overruled.filter(holds)).toHaveLength(Number(isDetected && last?.readable === true));
        }
        expect(stretches.every(({ from }, index) => index === 0 || stretches[index - 1]!.to <= from)).toBe(true);
      }),
    );
  });
});
