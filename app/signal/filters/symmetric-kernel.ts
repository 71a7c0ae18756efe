import type { LocalFilter, SamplesWithGaps } from './samples-with-gaps.ts';

/**
 * Convolves with a symmetric kernel: zero phase.
 *
 * A neighbour that is missing (a gap, or beyond the recording) counts as the sample in the middle, so that a gap neither rings
 * nor pulls the signal to 0.
 *
 * @param kernel weight of the middle, then of the neighbours 1, 2, … samples away on either side
 */
export function symmetricFilter(kernel: Float64Array): LocalFilter {
  const reach = kernel.length - 1;
  return { reach, apply: (samples) => ({ values: convolve(samples, kernel, reach), valid: samples.valid }) };
}

function convolve({ values, valid }: SamplesWithGaps, kernel: Float64Array, reach: number): Float64Array {
  const length = values.length;
  const out = new Float64Array(length);
  /** First sample from which on everything up to the reach of the present one is there. */
  let whole = 0;
  for (let index = 0; index < Math.min(reach, length); index++) if (valid[index] === 0) whole = index + 1;
  for (let index = 0; index < length; index++) {
    const last = index + reach;
    if (last >= length || valid[last] === 0) whole = last + 1;
    if (valid[index] === 0) continue;
    if (whole > index - reach || index < reach) {
      out[index] = besideGap(values, valid, kernel, index);
      continue;
    }
    let sum = kernel[0]! * values[index]!;
    for (let away = 1; away <= reach; away++) {
      sum += kernel[away]! * (values[index - away]! + values[index + away]!);
    }
    out[index] = sum;
  }
  return out;
}

function besideGap(values: Float64Array, valid: Uint8Array, kernel: Float64Array, index: number): number {
  const own = values[index]!;
  let sum = kernel[0]! * own;
  for (let away = 1; away < kernel.length; away++) {
    const before = valid[index - away] === 1 ? values[index - away]! : own;
    const after = valid[index + away] === 1 ? values[index + away]! : own;
    sum += kernel[away]! * (before + after);
  }
  return sum;
}

/** Gain of a symmetric kernel at a frequency. @param frequency and rate in Hz */
export function gainOf(kernel: Float64Array, frequency: number, rate: number): number {
  let gain = kernel[0]!;
  for (let away = 1; away < kernel.length; away++) {
    gain += 2 * kernel[away]! * Math.cos((2 * Math.PI * frequency * away) / rate);
  }
  return gain;
}
