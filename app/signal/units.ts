import { invalidSample } from './recording.ts';
import type { Lead } from './recording.ts';

/**
 * Converts ADC values to physical values: `(value - baseline) / gain`, in the lead's unit (mV as a rule).
 *
 * @returns 32-bit floats; NaN where the sample is invalid
 */
export function toPhysical(samples: Int32Array, lead: Pick<Lead, 'gain' | 'baseline'>): Float32Array {
  const { gain, baseline } = lead;
  const out = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    const value = samples[index]!;
    out[index] = value === invalidSample ? Number.NaN : (value - baseline) / gain;
  }
  return out;
}
