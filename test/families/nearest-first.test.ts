import fc from 'fast-check';
import { expect, it } from 'vitest';

import { nearestFirst } from '../../app/families/nearest-first.ts';
import { inOneGo } from '../../app/rhythm/work.ts';

const correlation = fc.oneof(
  fc.constantFrom(0.5, 0.8, 0.9, 0.99, 1),
  fc.double({ min: 0.5, max: 1, noNaN: true }).map(Math.fround),
);

it('orders beats as sorting by correlation does, equal ones in time order', () => {
  fc.assert(
    fc.property(fc.array(correlation, { maxLength: 300 }), fc.nat(3), (values, every) => {
      const correlations = Float32Array.from(values);
      const beats = Int32Array.from(values.keys()).filter((beat) => beat % (every + 1) === 0);
      const before = beats.slice();
      const sorted = beats.toSorted((a, b) => correlations[b]! - correlations[a]! || a - b);
      expect(inOneGo(nearestFirst(beats, correlations))).toEqual(sorted);
      expect(beats).toEqual(before);
    }),
  );
});

it('tells correlations apart that differ in their last bit', () => {
  const last = 1 - 2 ** -24;
  const correlations = Float32Array.of(0.5, last, 1, last - 2 ** -24, 0.5 + 2 ** -24);
  expect([...inOneGo(nearestFirst(Int32Array.of(0, 1, 2, 3, 4), correlations))]).toEqual([2, 1, 3, 4, 0]);
});
