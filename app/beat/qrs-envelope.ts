/** Half width of everything that the envelope of one sample depends on, in seconds. */
export const envelopeMargin = 0.2;

/** Mean of the `width` samples around each sample, by a running sum; `width` is odd, ends repeat their outermost sample. */
function movingSum(samples: Float64Array, width: number): Float64Array {
  const half = (width - 1) >> 1;
  const count = samples.length;
  const sums = new Float64Array(count);
  if (count === 0) return sums;
  const first = samples[0]!;
  const last = samples[count - 1]!;
  let sum = 0;
  for (let index = -half; index <= half; index++) sum += index < 0 ? first : index < count ? samples[index]! : last;
  for (let index = 0; index < count; index++) {
    sums[index] = sum;
    const entering = index + half + 1;
    const leaving = index - half;
    sum += (entering < count ? samples[entering]! : last) - (leaving < 0 ? first : samples[leaving]!);
  }
  return sums;
}

function oddWidth(seconds: number, rate: number): number {
  return 2 * Math.floor((seconds * rate) / 2) + 1;
}

/**
 * QRS energy over time: band-pass, derivative, magnitude, moving average.
 *
 * The chain of Pan and Tompkins (IEEE Trans Biomed Eng 1985, 32:230) with the shorter windows of Hamilton (Computers in
 * Cardiology 2002, 29:101): all steps are symmetric moving sums, so a peak stands where its QRS complex is, at any rate.
 *
 * @param samples one lead, in any unit
 * @param rate samples per second, 100 to 400
 */
export function qrsEnvelope(samples: Float64Array, rate: number): Float64Array {
  const count = samples.length;
  const narrow = oddWidth(0.025, rate);
  const wide = oddWidth(0.125, rate);
  const smooth = movingSum(movingSum(samples, narrow), narrow);
  const trend = movingSum(smooth, wide);
  const reach = Math.max(1, Math.round(0.005 * rate));
  const slope = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const before = Math.max(0, index - reach);
    const after = Math.min(count - 1, index + reach);
    slope[index] = Math.abs(smooth[after]! - smooth[before]! - (trend[after]! - trend[before]!) / wide);
  }
  const width = oddWidth(0.08, rate);
  const envelope = movingSum(slope, width);
  const scale = 1 / (narrow * narrow * width * 2 * reach);
  for (let index = 0; index < count; index++) envelope[index] = envelope[index]! * scale * rate;
  return envelope;
}
