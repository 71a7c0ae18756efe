import type { SamplesWithGaps } from './samples-with-gaps.ts';

/**
 * Mean over each sample and `half` samples to either side. What is missing does not count; where all of them are missing,
 * the mean is missing as well.
 */
export function runningMean({ values, valid }: SamplesWithGaps, half: number): SamplesWithGaps {
  const length = values.length;
  const means = new Float64Array(length);
  const present = new Uint8Array(length);
  let sum = 0;
  let count = 0;
  for (let index = 0; index < Math.min(half, length); index++) {
    sum += values[index]!;
    count += valid[index]!;
  }
  for (let index = 0; index < length; index++) {
    const entering = index + half;
    if (entering < length) {
      sum += values[entering]!;
      count += valid[entering]!;
    }
    const leaving = index - half - 1;
    if (leaving >= 0) {
      sum -= values[leaving]!;
      count -= valid[leaving]!;
    }
    if (count === 0) {
      // Nothing is left in the sum but what rounding put there.
      sum = 0;
      continue;
    }
    means[index] = sum / count;
    present[index] = 1;
  }
  return { values: means, valid: present };
}
