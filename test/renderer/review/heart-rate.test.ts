import { expect, test } from 'vitest';

import { heartRateFigures } from '../../../renderer/review/heart-rate.ts';

function overview(rates: number[]) {
  // As many beats as ten minutes have, each with the interval after it, all of them normal.
  const counts = new Uint32Array(rates.length * 5);
  rates.forEach((rate, bucket) => (counts[5 * bucket] = Number.isNaN(rate) ? 0 : 10 * rate + 1));
  return { buckets: rates.length, heartRate: Float32Array.from(rates), counts };
}

test('the mean heart rate is that of equal stretches of time, with the slowest and the fastest beside it', () => {
  expect(heartRateFigures(overview([60, 90, Number.NaN, 120]))).toEqual({ mean: 90, lowest: 60, highest: 120 });
});

test('a stretch that is mostly gap weighs no more than its intervals', () => {
  const { heartRate, counts, buckets } = overview([60, 120]);
  counts[5] = 3;
  expect(heartRateFigures({ heartRate, counts, buckets })?.mean).toBeCloseTo(602 / (10 + 2 / 120), 6);
});

test('without beats there is no heart rate', () => {
  expect(heartRateFigures(overview([Number.NaN]))).toBeNull();
});
