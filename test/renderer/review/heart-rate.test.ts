import { expect, test } from 'vitest';

import { heartRateFigures } from '../../../renderer/review/heart-rate.ts';

function overview(rates: number[]) {
  return { buckets: rates.length, heartRate: Float32Array.from(rates), counts: new Uint32Array(rates.length * 5) };
}

test('the mean heart rate is that of equal stretches of time, with the slowest and the fastest beside it', () => {
  expect(heartRateFigures(overview([60, 90, Number.NaN, 120]))).toEqual({ mean: 90, lowest: 60, highest: 120 });
});

test('without beats there is no heart rate', () => {
  expect(heartRateFigures(overview([Number.NaN]))).toBeNull();
});
