import fc from 'fast-check';
import { expect, it } from 'vitest';

import { pairNearest } from '../../app/core/pair-nearest.ts';

const positions = fc
  .uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 60 })
  .map((values) => Int32Array.from(values).sort());

it('pairs what lies within the tolerance and leaves the rest alone', () => {
  expect([...pairNearest(Int32Array.of(100, 500, 900), Int32Array.of(110, 700, 880), 54)]).toEqual([0, -1, 2]);
});

it('gives an annotation to the nearer of two beats', () => {
  expect([...pairNearest(Int32Array.of(100, 130), Int32Array.of(125), 54)]).toEqual([-1, 0]);
});

it('never uses a position twice, and every pair is within the tolerance', () => {
  fc.assert(
    fc.property(positions, positions, fc.integer({ min: 0, max: 100 }), (first, second, tolerance) => {
      const partners = [...pairNearest(first, second, tolerance)];
      const used = partners.filter((partner) => partner >= 0);
      expect(new Set(used).size).toBe(used.length);
      partners.forEach((partner, index) => {
        if (partner >= 0) expect(Math.abs(first[index]! - second[partner]!)).toBeLessThanOrEqual(tolerance);
      });
    }),
  );
});

it('finds every beat of a list that was moved by less than half an interval', () => {
  const beats = Int32Array.from({ length: 50 }, (_, index) => 300 * index);
  const moved = beats.map((sample) => sample + 40);
  expect([...pairNearest(beats, moved, 54)]).toEqual([...beats.keys()]);
});
