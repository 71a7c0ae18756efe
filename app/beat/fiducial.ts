/** The fiducial lies within this many seconds of a peak of the envelope. */
const fiducialReach = 0.1;
/** The resting level is the median of this many seconds on both sides. */
const levelReach = 0.25;
/** Values that the resting level is the median of. */
const levelValues = 17;
/** A negative wave must be this much larger than the positive one to be the fiducial. */
const negativeAdvantage = 1.5;

const around = new Float64Array(levelValues);

/**
 * The R peak near `centre`: the highest sample above the resting level, or the lowest one where the beat is negative.
 *
 * @param samples one lead without gaps
 * @param centre place in `samples`
 * @param rate samples per second
 * @param sign -1 for a lead whose gain is negative, else 1
 * @returns place in `samples`
 */
export function placeFiducial(samples: Int32Array, centre: number, rate: number, sign: number): number {
  const last = samples.length - 1;
  const width = levelReach * rate;
  for (let value = 0; value < levelValues; value++) {
    const at = Math.round(centre - width + (2 * width * value) / (levelValues - 1));
    const sample = samples[Math.max(0, Math.min(last, at))]!;
    let place = value;
    for (; place > 0 && around[place - 1]! > sample; place--) around[place] = around[place - 1]!;
    around[place] = sample;
  }
  const level = around[levelValues >> 1]!;
  const reach = Math.round(fiducialReach * rate);
  let highest = Math.max(0, Math.min(last, centre));
  let lowest = highest;
  const end = Math.min(last, centre + reach);
  for (let at = Math.max(0, centre - reach); at <= end; at++) {
    if (samples[at]! > samples[highest]!) highest = at;
    else if (samples[at]! < samples[lowest]!) lowest = at;
  }
  const above = sign > 0 ? samples[highest]! - level : level - samples[lowest]!;
  const below = sign > 0 ? level - samples[lowest]! : samples[highest]! - level;
  return below > negativeAdvantage * above === sign > 0 ? lowest : highest;
}
