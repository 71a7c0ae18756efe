import { expect, it } from 'vitest';

import { isBetter, score } from '../../app/training/scoring.ts';

it('loss, accuracy and macro-F1 of four beats agree with the sums done by hand', () => {
  // Named N, N, S, N; labelled N, N, S, S. F1: N 2*2/(2+3) = 0.8, S 2*1/(2+1) = 2/3; classes without beats do not count.
  const probabilities = Float32Array.from([
    0.5, 0.5, 0, 0, 0, 0.5, 0.25, 0.25, 0, 0, 0, 1, 0, 0, 0, 0.75, 0.25, 0, 0, 0,
  ]);
  const { loss, accuracy, macroF1 } = score(probabilities, Uint8Array.of(0, 0, 1, 1));
  expect(accuracy).toBe(0.75);
  expect(macroF1).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
  expect(loss).toBeCloseTo((Math.log(2) + Math.log(2) + 0 + Math.log(4)) / 4, 6);
});

it('a class that is never named rightly counts 0 in macro-F1', () => {
  const probabilities = Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  expect(score(probabilities, Uint8Array.of(0, 3)).macroF1).toBeCloseTo(2 / 3 / 2, 12);
});

it('an epoch is better with a higher macro-F1, whatever its accuracy, and with a lower loss where macro-F1 is equal', () => {
  const epoch = {
    epoch: 1,
    trainingLoss: 1,
    trainingAccuracy: 1,
    validationLoss: 1,
    validationAccuracy: 0.9,
    validationMacroF1: 0.8,
    seconds: 1,
  };
  expect(isBetter({ ...epoch, validationMacroF1: 0.81, validationAccuracy: 0.5, validationLoss: 2 }, epoch)).toBe(true);
  expect(isBetter({ ...epoch, validationMacroF1: 0.79, validationLoss: 0.5 }, epoch)).toBe(false);
  expect(isBetter({ ...epoch, validationLoss: 0.9 }, epoch)).toBe(true);
  expect(isBetter({ ...epoch }, epoch)).toBe(false);
});
