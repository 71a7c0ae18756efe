/** A stretch of signal as fetched: samples, or minimum and maximum of each bucket. */
export interface TraceSlice {
  readonly kind: 'samples' | 'extremes';
  /** First frame. */
  readonly from: number;
  /** Frame after the last. */
  readonly to: number;
  /**
   * ADC values per lead. `samples`: samples per frame x frames. `extremes`: minimum and maximum of each bucket, in turn.
   */
  readonly values: readonly Int32Array[];
}

/** Stands for "no sample here" in ADC values; the contract's `signal.read` says so. */
export const invalidSample = -(2 ** 31);

/** Points of the slice: samples or buckets. */
export function pointCount(slice: TraceSlice, values: Int32Array): number {
  return slice.kind === 'samples' ? values.length : values.length >> 1;
}
