import { describe, expect, it } from 'vitest';

import { learningRateAt, type ScheduleOptions } from '../../app/training/schedule.ts';

const constant: ScheduleOptions = { learningRate: 1e-3, decay: 1, schedule: 'constant', warmUp: 0.05 };
const cosine: ScheduleOptions = { ...constant, schedule: 'cosine', warmUp: 0.1 };

describe('learning rate', () => {
  it('stays as it is without a word, warm-up or not', () => {
    expect([0, 1, 99_999].map((step) => learningRateAt(step, constant, 100_000))).toEqual([1e-3, 1e-3, 1e-3]);
  });

  it('falls by a quarter every 10,000 steps, as Kachuee et al. have it', () => {
    const rates = [0, 9_999, 10_000, 25_000].map(
      (step) => learningRateAt(step, { ...constant, decay: 0.75 }, 30_000) * 1000,
    );
    rates.forEach((rate, index) => expect(rate).toBeCloseTo([1, 1, 0.75, 0.5625][index]!, 12));
  });

  it('climbs evenly during the warm-up of a cosine schedule', () => {
    const rates = [0, 4, 9, 10].map((step) => learningRateAt(step, cosine, 100) * 1000);
    rates.forEach((rate, index) => expect(rate).toBeCloseTo([0.1, 0.5, 1, 1][index]!, 12));
  });

  it('then falls along half a cosine: half of it in the middle, next to nothing at the end', () => {
    expect(learningRateAt(55, cosine, 100)).toBeCloseTo(0.5e-3, 12);
    expect(learningRateAt(99, cosine, 100)).toBeCloseTo((1e-3 * (1 + Math.cos((Math.PI * 89) / 90))) / 2, 12);
    expect(learningRateAt(99, cosine, 100)).toBeLessThan(1e-6);
  });
});
