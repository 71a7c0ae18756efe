import type { LocalFilter } from './samples-with-gaps.ts';
import { symmetricFilter } from './symmetric-kernel.ts';

/** Seconds to either side that the mains are estimated from. */
const halfLength = 0.5;

/**
 * Kernel of a notch: the signal less what of it swings at the frequency of the mains under a Hann window of one second.
 * Below -30 dB within 0.2 Hz of that frequency, -3 dB 1.3 Hz beside it, 1 elsewhere. Symmetric, so it has zero phase.
 *
 * @param frequency of the mains, Hz; below rate / 2
 * @param rate samples a second
 */
export function mainsKernel(frequency: number, rate: number): Float64Array {
  const reach = Math.round(halfLength * rate);
  const window = Float64Array.from({ length: reach + 1 }, (_, away) => 0.5 + 0.5 * Math.cos((Math.PI * away) / reach));
  const area = 2 * window.reduce((sum, value) => sum + value, 0) - window[0]!;
  const kernel = window.map((value, away) => (-2 * value * Math.cos((2 * Math.PI * frequency * away) / rate)) / area);
  // A constant signal passes as it is.
  kernel[0] = 0;
  kernel[0] = 1 - 2 * kernel.reduce((sum, value) => sum + value, 0);
  return kernel;
}

/** Filter against the hum of the mains, see {@link mainsKernel}. Null where the signal cannot hold that frequency. */
export function mainsFilter(frequency: number, rate: number): LocalFilter | null {
  return frequency < rate / 2 ? symmetricFilter(mainsKernel(frequency, rate)) : null;
}
