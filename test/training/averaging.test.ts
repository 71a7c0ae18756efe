import { expect, it } from 'vitest';

import { moveAverage } from '../../app/training/averaging.ts';

const of = (weight: number, mean: number) => ({
  parameters: [Float32Array.of(weight), Float32Array.of(2 * weight, 0)],
  statistics: Float32Array.of(mean),
});

it('an average moves by 1 - decay^steps of the way, parameters and running statistics alike', () => {
  const moved = moveAverage(of(1, 10), of(2, 20), 0.99, 100_000, 25);
  const share = 1 - 0.99 ** 25;
  expect(moved.parameters[0]![0]).toBeCloseTo(1 + share, 6);
  expect(moved.parameters[1]![0]).toBeCloseTo(2 + 2 * share, 6);
  expect(moved.parameters[1]![1]).toBe(0);
  expect(moved.statistics[0]).toBeCloseTo(10 + 10 * share, 5);
});

it('an average hardly remembers the random start: after 5 steps at once it keeps (6 / 15)^5 of it', () => {
  const moved = moveAverage(of(1, 0), of(0, 0), 0.999, 5, 5);
  expect(moved.parameters[0]![0]).toBeCloseTo((6 / 15) ** 5, 6);
});

it('moving an average leaves the one before as it was', () => {
  const before = of(1, 10);
  moveAverage(before, of(2, 20), 0.9, 1000, 1);
  expect(before).toEqual(of(1, 10));
});
