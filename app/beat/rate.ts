import { createResampler } from '../signal/resample.ts';
import type { RowShape } from './shape.ts';

/** Brings segments of one lead to the rate of a row. */
export interface RateConverter {
  /** Samples before and after a segment that its conversion looks at. */
  readonly context: number;
  /**
   * @param samples the segment and what there is of its context
   * @param before samples of context that precede the segment
   * @param count samples of the segment
   * @returns the segment at the row's rate; its first value lies at the segment's first sample
   */
  readonly convert: (samples: Int32Array, before: number, count: number) => ArrayLike<number>;
}

/**
 * Chooses how a lead's samples become a row's: every k-th one where the shape wants that and the rates allow it, else
 * band-limited resampling on a grid that begins at the segment's first sample.
 */
export function createRateConverter(rate: number, shape: Pick<RowShape, 'rate' | 'resampling'>): RateConverter {
  const step = rate / shape.rate;
  if (shape.resampling === 'decimate' && Number.isInteger(step)) {
    return {
      context: 0,
      convert(samples, before, count) {
        const kept = new Float64Array(Math.ceil(count / step));
        for (let index = 0; index < kept.length; index++) kept[index] = samples[before + index * step]!;
        return kept;
      },
    };
  }
  const resampler = createResampler(rate, shape.rate);
  const [first, end] = resampler.inputRange(0, 1);
  return {
    context: Math.max(-first, end),
    convert: (samples, before, count) =>
      resampler.resample(Float32Array.from(samples), -before, 0, resampler.outputLength(count)),
  };
}
