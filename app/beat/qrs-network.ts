import { featureCount } from './qrs-features.ts';
import { hiddenBiases, hiddenWeights, outputBias, outputWeights } from './qrs-weights.ts';

/** Slope of a unit below zero. */
const leak = 0.05;

/**
 * Log odds that a candidate is a beat: a network with one hidden layer of leaky rectified units.
 *
 * Its weights were trained on DS1 of MIT-BIH, clean and with noise added, by `test/bench/train-detector.ts`.
 */
export function logOdds(features: Float32Array): number {
  let sum = outputBias;
  for (let unit = 0; unit < hiddenBiases.length; unit++) {
    let activation = hiddenBiases[unit]!;
    const base = unit * featureCount;
    for (let index = 0; index < featureCount; index++) activation += hiddenWeights[base + index]! * features[index]!;
    sum += outputWeights[unit]! * (activation > 0 ? activation : leak * activation);
  }
  return sum;
}
