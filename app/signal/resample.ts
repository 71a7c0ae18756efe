import { CaliperError } from '../contract/errors.ts';

/**
 * Converts a signal from one sampling rate to another on a grid that starts with sample 0 of both.
 *
 * Outputs depend on positions only: a signal resampled window by window is the signal resampled whole.
 */
export interface Resampler {
  /** Output samples for `length` input samples: those that lie before the end of the input. */
  readonly outputLength: (length: number) => number;
  /** Input samples [first, second) that outputs [from, to) depend on; may reach beyond the signal. */
  readonly inputRange: (from: number, to: number) => readonly [number, number];
  /**
   * Computes outputs [from, to).
   *
   * @param samples a stretch of the input; where it does not reach, its first or last sample stands in. A NaN spreads as
   *   far as the filter reaches.
   * @param start input position of `samples[0]`
   */
  readonly resample: (samples: Float32Array, start: number, from: number, to: number) => Float32Array;
}

/** A gentler filter than the usual one, for signals whose upper band is not wanted anyway. */
export interface ResamplerBand {
  /** Frequency in Hz at which half of the amplitude is left. */
  readonly half: number;
  /** Zero crossings of the sinc on either side of its centre; the transition is about 10 x half / crossings wide. */
  readonly crossings: number;
}

/** Zero crossings of the sinc on either side of its centre: flat to 0.8 of the narrower band, 80 dB down from 1.04 of it. */
const crossings = 24;
/** Kaiser window shape: 80 dB of stop band attenuation. */
const beta = 7.857;
/** Pass band as a part of the narrower of both bands; the rest is the filter's transition. */
const passBand = 0.92;
/** Fractional positions in the filter table; ratios that need more use the nearest one. */
const mostPhases = 4096;

/**
 * Makes a resampler: polyphase filtering with a Kaiser-windowed sinc (Crochiere & Rabiner, Multirate Digital Signal
 * Processing, 1983, section 4). Where the rate falls, the filter also removes what would fold back. When the rates are equal
 * the samples are copied.
 *
 * @param fromRate samples per second of the input
 * @param toRate samples per second of the output
 * @param band low-pass to apply on the way, also between equal rates; as sharp as the rates allow when left out
 * @throws CaliperError `invalid-input` for rates that are not positive or lie apart by more than a factor of 1,000
 */
export function createResampler(fromRate: number, toRate: number, band?: ResamplerBand): Resampler {
  if (!(fromRate > 0 && toRate > 0 && fromRate / toRate <= 1000 && toRate / fromRate <= 1000)) {
    throw new CaliperError('invalid-input', `A signal cannot be resampled from ${fromRate} Hz to ${toRate} Hz.`);
  }
  const ratio = wholeRatio(fromRate, toRate);
  const phases = ratio ? ratio.up : mostPhases;
  const narrower = Math.min(1, toRate / fromRate);
  const cutoff = band ? Math.min(narrower * passBand, (2 * band.half) / fromRate) : narrower * passBand;
  const sharp = fromRate === toRate ? 0 : Math.ceil(crossings / narrower);
  const reach = band ? Math.ceil(band.crossings / cutoff) : sharp;
  const taps = reach === 0 ? 1 : 2 * reach;
  const table = reach === 0 ? Float64Array.of(1) : buildTable(phases, taps, reach, cutoff);

  /** Input position of an output in units of 1/phases of an input sample. */
  function position(output: number): number {
    return ratio ? output * ratio.down : Math.round((output * fromRate * phases) / toRate);
  }

  return {
    outputLength: (length) =>
      ratio ? Math.ceil((length * ratio.up) / ratio.down) : Math.ceil((length * toRate) / fromRate),
    inputRange: (from, to) => {
      if (to <= from) return [0, 0];
      const first = Math.floor(position(from) / phases) - Math.max(0, reach - 1);
      return [first, Math.floor(position(to - 1) / phases) + reach + 1];
    },
    resample(samples, start, from, to) {
      const out = new Float32Array(Math.max(0, to - from));
      if (samples.length === 0) return out;
      const last = samples.length - 1;
      for (let index = 0; index < out.length; index++) {
        const at = position(from + index);
        const whole = Math.floor(at / phases);
        const filter = (at - whole * phases) * taps;
        const first = whole - Math.max(0, reach - 1) - start;
        let sum = 0;
        if (first >= 0 && first + taps <= samples.length) {
          sum = product(samples, first, table, filter, taps);
        } else {
          for (let tap = 0; tap < taps; tap++) {
            sum += samples[Math.max(0, Math.min(last, first + tap))]! * table[filter + tap]!;
          }
        }
        out[index] = sum;
      }
      return out;
    },
  };
}

/** Sum of products of `count` values, in two halves: each addition waits for the one before it in its half only. */
function product(samples: Float32Array, first: number, table: Float64Array, filter: number, count: number): number {
  let [even, odd] = [0, 0];
  const pairs = count & ~1;
  for (let tap = 0; tap < pairs; tap += 2) {
    even += samples[first + tap]! * table[filter + tap]!;
    odd += samples[first + tap + 1]! * table[filter + tap + 1]!;
  }
  return pairs < count ? even + odd + samples[first + pairs]! * table[filter + pairs]! : even + odd;
}

/** Resamples a whole signal; see {@link createResampler}. */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  const resampler = createResampler(fromRate, toRate);
  return resampler.resample(samples, 0, 0, resampler.outputLength(samples.length));
}

/** The ratio of the rates in lowest terms, or null when it needs more phases than the table has. */
function wholeRatio(fromRate: number, toRate: number): { up: number; down: number } | null {
  for (let up = 1; up <= mostPhases; up++) {
    const down = (up * fromRate) / toRate;
    if (Math.abs(down - Math.round(down)) < 1e-9 * down) return { up, down: Math.round(down) };
  }
  return null;
}

/** One filter of `taps` coefficients a phase; each adds up to 1, so that a constant stays what it is. */
function buildTable(phases: number, taps: number, reach: number, cutoff: number): Float64Array {
  const table = new Float64Array(phases * taps);
  const centre = besselI0(beta);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - (reach - 1) - phase / phases;
      const angle = Math.PI * cutoff * distance;
      const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
      const inside = 1 - (distance / reach) ** 2;
      const value = inside <= 0 ? 0 : (sinc * besselI0(beta * Math.sqrt(inside))) / centre;
      table[phase * taps + tap] = value;
      sum += value;
    }
    for (let tap = 0; tap < taps; tap++) table[phase * taps + tap]! /= sum;
  }
  return table;
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-16; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
