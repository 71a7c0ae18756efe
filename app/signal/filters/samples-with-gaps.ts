import { invalidSample } from '../recording.ts';

/** Samples under filtering; a sample without `valid` was not recorded and its value is 0. */
export interface SamplesWithGaps {
  readonly values: Float64Array;
  readonly valid: Uint8Array;
}

/** ADC values as numbers, gaps set apart. */
export function withGaps(samples: Int32Array): SamplesWithGaps {
  const values = new Float64Array(samples.length);
  const valid = new Uint8Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    const value = samples[index]!;
    if (value === invalidSample) continue;
    values[index] = value;
    valid[index] = 1;
  }
  return { values, valid };
}

/** Back to ADC values, rounded; gaps are {@link invalidSample} again. */
export function toSamples({ values, valid }: SamplesWithGaps, from: number, to: number): Int32Array {
  const samples = new Int32Array(to - from);
  for (let index = from; index < to; index++) {
    samples[index - from] = valid[index] === 1 ? Math.round(values[index]!) : invalidSample;
  }
  return samples;
}

/** A filter whose output at a sample depends on at most `reach` samples to either side, so that windows join without a seam. */
export interface LocalFilter {
  readonly reach: number;
  apply(samples: SamplesWithGaps): SamplesWithGaps;
}
