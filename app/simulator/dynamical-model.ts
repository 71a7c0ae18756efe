/** A wave as one lead shows it: seconds from the start of the recording, seconds, millivolts. */
export interface PlacedWave {
  readonly centre: number;
  readonly width: number;
  readonly amplitude: number;
}

/** Standard deviations on either side beyond which a wave is nothing: 4.5 leave less than 0.1 microvolt of 2 mV. */
export const waveReach = 4.5;

/**
 * Adds a Gaussian wave to `out`, whose first sample is sample `start` of the recording.
 *
 * exp(-x^2/2) at equal steps obeys a two-term recurrence, so a wave costs two multiplications a sample.
 */
export function addWave(out: Float64Array, start: number, rate: number, wave: PlacedWave): void {
  const reach = waveReach * wave.width;
  const from = Math.max(0, Math.ceil((wave.centre - reach) * rate) - start);
  const to = Math.min(out.length, Math.floor((wave.centre + reach) * rate) + 1 - start);
  const step = 1 / (rate * wave.width);
  const x = ((from + start) / rate - wave.centre) / wave.width;
  let value = wave.amplitude * Math.exp((-x * x) / 2);
  let ratio = Math.exp(-x * step - (step * step) / 2);
  const change = Math.exp(-step * step);
  for (let index = from; index < to; index++) {
    out[index]! += value;
    value *= ratio;
    ratio *= change;
  }
}

/**
 * Turns the waves of a lead into its voltage, McSharry et al. 2003 (IEEE Trans Biomed Eng 50:289), equation 1.
 *
 * The model moves on a circle, x' = ax - wy, y' = ay + wx, a = 1 - sqrt(x^2 + y^2), w = 2 pi / RR, and each wave i pushes
 * z' = -sum a_i d_i exp(-d_i^2 / 2 b_i^2) - (z - z0). Started on the circle it stays there, so the phase is w t and the first
 * two equations are solved; with b_i = w s_i and a_i = A_i w / b_i^2 the sum is the time derivative of
 * G(t) = sum A_i exp(-(t - t_i)^2 / 2 s_i^2). Writing z = G + v leaves v' = z0 - G - v, which has no fast part and is advanced
 * exactly for an input that is constant over a sample. Waves are given in seconds rather than in phase, so that P and QRS
 * keep their duration when a beat comes early.
 *
 * @param waves G over a block, in millivolts; becomes z in place
 * @param baseline z0 over the block, in millivolts
 * @param before v at the end of the block before; 0 at first
 * @returns v at the end of the block
 */
export function relax(waves: Float64Array, baseline: Float64Array, rate: number, before: number): number {
  const keep = Math.exp(-1 / rate);
  let slow = before;
  for (let index = 0; index < waves.length; index++) {
    const wave = waves[index]!;
    waves[index] = wave + slow;
    slow = slow * keep + (1 - keep) * (baseline[index]! - wave);
  }
  return slow;
}
