import { expect, test } from 'vitest';

import { fixed, ratioOf } from '../../../app/evaluation/ec57/share.ts';

// Expected texts are those of printf in C.
test.each([
  [3.125, 2, '3.12'],
  [0.375, 2, '0.38'],
  [97.375, 2, '97.38'],
  [2.675, 2, '2.67'],
  [0.0625, 3, '0.062'],
  [0.1875, 3, '0.188'],
  [50, 2, '50.00'],
  [200 / 3, 2, '66.67'],
])('%f with %i decimals is %s, as C prints it', (value, decimals, text) => {
  expect(fixed(value, decimals)).toBe(text);
});

test('a share of nothing is no ratio', () => {
  expect(ratioOf({ part: 0, whole: 0 })).toBeNull();
  expect(ratioOf({ part: 0, whole: 4 })).toBe(0);
});
