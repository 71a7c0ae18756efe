import type { ModelSpecification } from '../model/specification.ts';
import { createRandom } from '../signal/random.ts';

/** Beats of the golden input. */
export const goldenCount = 8;
/** A provider may differ from the CPU by this much in a probability: rounding does, reduced precision and defects do not pass. */
export const goldenTolerance = 1e-3;

/** Beats that are the same on every machine: a wave on a noisy baseline, in the range that the model expects. */
export function goldenInput(specification: ModelSpecification): { beats: Float32Array; features: Float32Array } {
  const { length, leads, normalisation, features } = specification;
  const random = createRandom(1);
  const beats = new Float32Array(goldenCount * leads.length * length);
  for (let segment = 0; segment < goldenCount * leads.length; segment++) {
    const centre = random.uniform() * length;
    const width = (0.01 + 0.05 * random.uniform()) * length;
    const height = normalisation === 'min-max' ? 0.9 : 5 * (random.uniform() - 0.3);
    for (let index = 0; index < length; index++) {
      const wave = height * Math.exp(-0.5 * ((index - centre) / width) ** 2);
      const noise = normalisation === 'min-max' ? 0.1 * random.uniform() : 0.3 * random.normal();
      beats[segment * length + index] = wave + noise;
    }
  }
  return { beats, features: Float32Array.from({ length: goldenCount * features.length }, () => random.normal()) };
}

/** Largest absolute difference of two results; Infinity when either is not made of numbers. */
export function largestDifference(first: Float32Array, second: Float32Array): number {
  let largest = first.length === second.length ? 0 : Infinity;
  for (let index = 0; index < first.length; index++) {
    const difference = Math.abs(first[index]! - second[index]!);
    // Not "difference > largest": NaN must not pass.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
