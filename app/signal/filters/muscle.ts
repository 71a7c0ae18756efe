import type { LocalFilter } from './samples-with-gaps.ts';
import { gainOf, symmetricFilter } from './symmetric-kernel.ts';

/** Hz from where the signal passes to where it stops: a steeper filter would ring beside a QRS complex. */
const transition = 20;
/** Kaiser's window for 50 dB: beta = 0.1102 (50 - 8.7), length by (50 - 7.95) / (2.285 x transition in radians). */
const beta = 0.1102 * (50 - 8.7);
const lengthFactor = (50 - 7.95) / 2.285;

/**
 * Kernel of a low-pass filter against muscle noise: a sinc under Kaiser's window (Oppenheim and Schafer, Discrete-Time Signal
 * Processing, 7.5.3), -3 dB at the cut-off, -50 dB about 17 Hz above. 40 Hz is the upper end that IEC 60601-2-47 asks of ambulatory
 * recorders; the AHA warns that such a filter makes QRS complexes lower (Kligfield et al. 2007), hence for looking only.
 *
 * @param cutoff Hz, below rate / 2
 * @param rate samples a second
 */
export function muscleKernel(cutoff: number, rate: number): Float64Array {
  const reach = Math.ceil((lengthFactor * rate) / (2 * Math.PI * transition) / 2);
  let low = cutoff;
  let high = cutoff + transition;
  // The sinc's own corner lies where the gain is a half: moved up until the cut-off has -3 dB.
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (gainOf(sinc(middle, rate, reach), cutoff, rate) < Math.SQRT1_2) low = middle;
    else high = middle;
  }
  return sinc(high, rate, reach);
}

/** Filter against muscle noise, see {@link muscleKernel}. Null where the signal holds nothing above the cut-off. */
export function muscleFilter(cutoff: number, rate: number): LocalFilter | null {
  return cutoff < rate / 2 ? symmetricFilter(muscleKernel(cutoff, rate)) : null;
}

function sinc(corner: number, rate: number, reach: number): Float64Array {
  const turn = (2 * Math.PI * corner) / rate;
  const kernel = Float64Array.from({ length: reach + 1 }, (_, away) => {
    const window = bessel(beta * Math.sqrt(1 - (away / reach) ** 2)) / bessel(beta);
    return (away === 0 ? turn : Math.sin(turn * away) / away) * window;
  });
  const area = 2 * kernel.reduce((sum, value) => sum + value, 0) - kernel[0]!;
  return kernel.map((value) => value / area);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let order = 1; term > 1e-12 * sum; order++) {
    term *= (x / (2 * order)) ** 2;
    sum += term;
  }
  return sum;
}
