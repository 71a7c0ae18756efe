import { expect, it } from 'vitest';
import * as v from 'valibot';

import { learningRateAt, TrainingOptions } from '../../app/training/request.ts';

it('without a word a training follows the recipe of the study', () => {
  expect(v.parse(TrainingOptions, {})).toMatchObject({
    epochs: 30,
    batch: 32,
    validation: 0.1,
    perClass: 10_000,
    learningRate: 1e-3,
    decay: 1,
  });
});

it('the learning rate falls by a quarter every 10,000 steps, as Kachuee et al. have it', () => {
  const options = v.parse(TrainingOptions, { decay: 0.75 });
  const rates = [0, 9_999, 10_000, 25_000].map((step) => learningRateAt(step, options) * 1000);
  rates.forEach((rate, index) => expect(rate).toBeCloseTo([1, 1, 0.75, 0.5625][index]!, 12));
});
