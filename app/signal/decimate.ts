/**
 * Keeps every `factor`-th sample, the first one included, without a filter: what is above half the new rate folds back.
 * The seed study's data set is made this way (360 Hz to 120 Hz).
 *
 * @param factor whole number, at least 1
 */
export function decimate<Samples extends Int32Array | Float32Array | Float64Array>(
  samples: Samples,
  factor: number,
): Samples {
  return samples.filter((_, index) => index % factor === 0) as Samples;
}
