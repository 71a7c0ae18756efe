import { expect, it } from 'vitest';
import * as v from 'valibot';

import { TrainingOptions } from '../../app/training/request.ts';

it('without a word a training follows the recipe of the study', () => {
  expect(v.parse(TrainingOptions, {})).toMatchObject({
    epochs: 30,
    batch: 32,
    validation: 0.1,
    perClass: 10_000,
    learningRate: 1e-3,
    decay: 1,
    schedule: 'constant',
    averaging: 0,
    weightDecay: 0,
    labelSmoothing: 0,
    sampling: null,
    choose: 'best',
    augmentation: { name: 'none' },
  });
});
