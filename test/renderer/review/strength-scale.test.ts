import fc from 'fast-check';
import { expect, test } from 'vitest';

import { mostStrength, positionOf, strengthAt, strengthStep } from '../../../renderer/review/strength-scale.ts';

test('the slider goes from the fewest rare beats to the most', () => {
  expect(positionOf(mostStrength)).toBe(0);
  expect(positionOf(0)).toBe(mostStrength);
});

test('a strength in whole steps comes back from its place unchanged', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), (steps) => {
      const strength = Number((steps * strengthStep).toFixed(4));
      expect(strengthAt(positionOf(strength))).toBe(strength);
    }),
  );
});

test('no place of the slider is a strength that the core refuses', () => {
  expect(strengthAt(-0.01)).toBe(mostStrength);
  expect(strengthAt(2.01)).toBe(0);
});
