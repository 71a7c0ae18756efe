import { featureCount } from './qrs-features.ts';
import { hiddenBiases, hiddenWeights, outputBias, outputWeights } from './qrs-weights.ts';

/** Slope of a unit below zero. */
const leak = 0.05;

const units = hiddenBiases.length;
/** By feature, then unit: the sums of all units then grow side by side, none of them waiting for its own last addition. */
const byFeature = Float32Array.from(
  { length: units * featureCount },
  (_, place) => hiddenWeights[(place % units) * featureCount + Math.floor(place / units)]!,
);
const activations = new Float64Array(units);

/**
 * Log odds that a candidate is a beat: a network with one hidden layer of leaky rectified units.
 *
 * Its weights were trained on DS1 of MIT-BIH, clean and with noise added, by `test/bench/train-detector.ts`.
 */
export function logOdds(features: Float32Array): number {
  activations.set(hiddenBiases);
  for (let index = 0; index < featureCount; index++) {
    const value = features[index]!;
    const base = index * units;
    for (let unit = 0; unit < units; unit++) activations[unit]! += byFeature[base + unit]! * value;
  }
  let sum = outputBias;
  for (let unit = 0; unit < units; unit++) {
    const activation = activations[unit]!;
    sum += outputWeights[unit]! * (activation > 0 ? activation : leak * activation);
  }
  return sum;
}
