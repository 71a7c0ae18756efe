import { describe, expect, it } from 'vitest';

import { seedNetwork } from '../../app/model/architectures/seed.ts';
import { initialState, stateLayout } from '../../app/model/training-state.ts';
import { createRandom } from '../../app/signal/random.ts';
import { decodeCheckpoint, encodeCheckpoint, hashWeights, type Checkpoint } from '../../app/training/checkpoint.ts';

const layout = stateLayout(seedNetwork({ leads: 1, length: 64, features: 0, classes: 5 }));

const checkpoint: Checkpoint = {
  recipe: 'abc',
  state: { ...initialState(layout, createRandom(1)), step: 12 },
  average: null,
  best: initialState(layout, createRandom(2)),
  bestEpoch: 1,
  epochs: [
    {
      epoch: 1,
      trainingLoss: 1.5,
      trainingAccuracy: 0.5,
      validationLoss: 1.25,
      validationAccuracy: 0.625,
      validationMacroF1: 0.1,
      seconds: 3,
    },
  ],
  seconds: 3,
};
const bytes = encodeCheckpoint(checkpoint);

describe('checkpoint', () => {
  it('is read back bit for bit', () => {
    const back = decodeCheckpoint(bytes, layout, 'abc');
    expect(back.state).toEqual(checkpoint.state);
    expect(back.best.parameters).toEqual(checkpoint.best.parameters);
    expect(back.best.statistics).toEqual(checkpoint.best.statistics);
    expect(back.epochs).toEqual(checkpoint.epochs);
    expect([back.bestEpoch, back.seconds]).toEqual([1, 3]);
  });

  it('with a moving average is read back bit for bit', () => {
    const average = initialState(layout, createRandom(3));
    const back = decodeCheckpoint(encodeCheckpoint({ ...checkpoint, average }), layout, 'abc');
    expect(back.average).toEqual({ parameters: average.parameters, statistics: average.statistics });
    expect(back.best.parameters).toEqual(checkpoint.best.parameters);
  });

  it('of another recipe is refused', () => {
    expect(() => decodeCheckpoint(bytes, layout, 'abd')).toThrowError(
      expect.objectContaining({ code: 'conflict' }) as Error,
    );
  });

  it('of another network is refused', () => {
    const other = stateLayout(seedNetwork({ leads: 2, length: 64, features: 0, classes: 5 }));
    expect(() => decodeCheckpoint(bytes, other, 'abc')).toThrowError('damaged');
  });

  it.each([
    ['cut short', bytes.subarray(0, bytes.length - 4)],
    ['without its beginning', bytes.subarray(1)],
    ['empty', new Uint8Array(0)],
    ['with one bit turned', bytes.with(bytes.length - 1000, bytes[bytes.length - 1000]! ^ 1)],
    ['with a header longer than itself', bytes.with(18, 255)],
  ])('%s is refused', (_what, damaged) => {
    expect(() => decodeCheckpoint(damaged, layout, 'abc')).toThrowError(
      expect.objectContaining({ code: 'damaged-file' }) as Error,
    );
  });
});

it('the hash of weights tells one changed bit', () => {
  const changed = initialState(layout, createRandom(1));
  expect(hashWeights(changed)).toBe(hashWeights(checkpoint.state));
  changed.statistics[0]! += 1e-7;
  expect(hashWeights(changed)).not.toBe(hashWeights(checkpoint.state));
});
