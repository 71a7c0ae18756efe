import { describe, expect, it } from 'vitest';

import { seedNetwork } from '../../app/model/architectures/seed.ts';
import { initialState, stateLayout, weightsOf } from '../../app/model/training-state.ts';
import { createRandom } from '../../app/signal/random.ts';

const layout = stateLayout(seedNetwork({ leads: 1, length: 187, features: 0, classes: 5 }));

describe('state of a network before its first step', () => {
  const state = initialState(layout, createRandom(1));
  const weights = weightsOf(layout, state);

  it('packs small parameters and keeps the three large ones apart', () => {
    expect(layout.groups.map(({ name, size }) => [name, size])).toEqual([
      ['small', 16_485],
      ['block3.weight', 40_960],
      ['block4.weight', 163_840],
      ['hidden.weight', 360_448],
    ]);
  });

  it('has the variance of He et al. in front of a ReLU', () => {
    const weight = weights.parameter('block4.weight');
    const variance = weight.reduce((sum, value) => sum + value * value, 0) / weight.length;
    expect(variance).toBeCloseTo(2 / 640, 4);
  });

  it('starts biases at 0, gammas at 1 and running variances at 1', () => {
    expect(new Set(weights.parameter('hidden.bias'))).toEqual(new Set([0]));
    expect(new Set(weights.parameter('skip2.weight').subarray(32 * 128))).toEqual(new Set([0]));
    expect(new Set(weights.parameter('block1.gamma'))).toEqual(new Set([1]));
    expect(new Set(weights.statistic('block2.normalisation').mean)).toEqual(new Set([0]));
    expect(new Set(weights.statistic('block2.normalisation').variance)).toEqual(new Set([1]));
  });

  it('is the same for the same seed and another for another', () => {
    expect(initialState(layout, createRandom(1)).parameters).toEqual(state.parameters);
    expect(initialState(layout, createRandom(2)).parameters).not.toEqual(state.parameters);
  });
});
