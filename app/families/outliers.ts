/** Robust deviations from which on a beat lies outside its family. */
const deviations = 3;
/** What makes the median absolute deviation of normal values their standard deviation. */
const consistency = 1.4826;
/** Beats nearer than this are never outliers, however tight their family: a correlation of 0.99 at equal size. */
const near = 0.14;

/** Median of values, which are sorted in place; NaN of none. */
export function medianOf(values: Float32Array): number {
  if (values.length === 0) return Number.NaN;
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/**
 * Distance from which on a beat is an outlier: three robust deviations above the median (Rousseeuw & Croux, Alternatives to the
 * median absolute deviation, 1993, section 1).
 *
 * @param distances of all beats of a family from its mean, see `distanceOf`; the array is used up
 */
export function outlierLimit(distances: Float32Array): number {
  const median = medianOf(distances);
  if (Number.isNaN(median)) return Infinity;
  const spread = medianOf(distances.map((distance) => Math.abs(distance - median)));
  return Math.max(near, median + deviations * consistency * spread);
}
