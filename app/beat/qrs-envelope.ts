/** Steps, at the working rate of 180 a second, of the moving sums: 28 ms twice, 128 ms, and 83 ms for the envelope. */
const narrow = 5;
const wide = 23;
export const energyWidth = 15;

/** Steps of signal that are needed on both sides of what is wanted. */
export const envelopePadding = narrow - 1 + ((wide - 1) >> 1) + 1 + ((energyWidth - 1) >> 1);

/** A lead without baseline and high-frequency noise, how steep it is, and where its slopes crowd. */
export interface LeadEnvelope {
  /** About 4 to 18 Hz: the QRS complex, without drift and mostly without P and T waves. */
  readonly band: Float64Array;
  /** Magnitude of the band's change over two steps. */
  readonly slope: Float64Array;
  /** Sum of the slopes within 83 ms: QRS energy over time. */
  readonly envelope: Float64Array;
}

/** Sums of `width` values from each one on, for all of `sums`. */
export function movingSum(values: Float64Array, width: number, sums: Float64Array): void {
  let sum = 0;
  for (let index = 0; index < width - 1; index++) sum += values[index]!;
  const count = sums.length;
  for (let index = 0; index < count; index++) {
    sum += values[index + width - 1]!;
    sums[index] = sum;
    sum -= values[index]!;
  }
}

/**
 * Makes the filter of one lead, with room for stretches of up to `capacity` steps that the next call overwrites.
 *
 * Band-pass, derivative, magnitude and moving sum: the chain of Pan and Tompkins (IEEE Trans Biomed Eng 1985, 32:230) with
 * the shorter windows of Hamilton (Computers in Cardiology 2002, 29:101). All steps are symmetric moving sums of whole
 * numbers: a peak stands where its QRS complex is, and no rounding depends on where the stretch begins.
 *
 * @returns takes `count` steps of whole numbers with {@link envelopePadding} more on both sides
 */
export function createEnvelopeFilter(capacity: number): (coarse: Float64Array, count: number) => LeadEnvelope {
  const room = () => new Float64Array(capacity + 2 * envelopePadding);
  const [once, smooth, trend, band, slope, envelope] = [room(), room(), room(), room(), room(), room()];
  return (coarse, count) => {
    const slopes = count + energyWidth - 1;
    const bands = slopes + 2;
    movingSum(coarse, narrow, once.subarray(0, bands + wide - 1 + narrow - 1));
    movingSum(once, narrow, smooth.subarray(0, bands + wide - 1));
    movingSum(smooth, wide, trend.subarray(0, bands));
    for (let index = 0; index < bands; index++) band[index] = wide * smooth[index + ((wide - 1) >> 1)]! - trend[index]!;
    for (let index = 0; index < slopes; index++) slope[index] = Math.abs(band[index + 2]! - band[index]!);
    const reach = (energyWidth - 1) >> 1;
    const result = {
      band: band.subarray(reach + 1, reach + 1 + count),
      slope: slope.subarray(reach, reach + count),
      envelope: envelope.subarray(0, count),
    };
    movingSum(slope, energyWidth, result.envelope);
    return result;
  };
}
