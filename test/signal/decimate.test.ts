import { expect, test } from 'vitest';

import { decimate } from '../../app/signal/decimate.ts';

test('every third sample, the first one included', () => {
  expect(decimate(Int32Array.of(0, 1, 2, 3, 4, 5, 6), 3)).toEqual(Int32Array.of(0, 3, 6));
});

test('a factor of 1 copies', () => {
  expect(decimate(Float32Array.of(1, 2), 1)).toEqual(Float32Array.of(1, 2));
});
