import { runningMean } from './running-mean.ts';
import type { LocalFilter } from './samples-with-gaps.ts';

const passes = 3;
/** sinc(x)^3 = 1 - 1/sqrt(2): a mean over x / f seconds, taken three times, leaves that much of the frequency f. */
const cutoffTimesLength = 0.478;

/**
 * High-pass filter against baseline wander: the signal less its running mean, taken three times, which is close to a
 * Gaussian. Symmetric, so it has zero phase and moves no wave.
 *
 * Its gain is 1 - sinc(f L)^3, -3 dB at the cut-off. 0.05 Hz is the AHA's limit for a diagnostic ECG (Kligfield et al. 2007,
 * Circulation 115:1306, "Low-frequency filtering"), which for filters without phase distortion allows 0.67 Hz, the lower end
 * that IEC 60601-2-47 asks of ambulatory recorders.
 *
 * @param cutoff Hz
 * @param rate samples a second
 * @param level ADC value at which the baseline is put
 */
export function baselineFilter(cutoff: number, rate: number, level: number): LocalFilter {
  const half = Math.max(1, Math.round((cutoffTimesLength / cutoff) * rate * 0.5));
  return {
    reach: passes * half,
    apply(samples) {
      let wander = samples;
      for (let pass = 0; pass < passes; pass++) wander = runningMean(wander, half);
      const values = new Float64Array(samples.values.length);
      for (let index = 0; index < values.length; index++) {
        if (samples.valid[index] === 1) values[index] = samples.values[index]! - wander.values[index]! + level;
      }
      return { values, valid: samples.valid };
    },
  };
}
