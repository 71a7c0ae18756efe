import { createResampler } from '../../signal/resample.ts';
import type { Lead } from '../../signal/recording.ts';
import { bridgeGaps } from '../row.ts';

/** Samples per second of conditioned signals. */
export const clinicalRate = 128;
/** Half-amplitude frequency of the low-pass in Hz: above it, muscle and mains are stronger than the beat. */
const lowPass = { half: 45, crossings: 8 };
/** Corner frequency of the high-pass in Hz: below it lies the wander of breathing and electrodes. */
const highPass = 0.5;

/** Seconds that conditioning must see on either side of what it is used for; the high-pass has died down by then. */
export const conditioningMargin = 8;

/**
 * Brings a stretch of one lead to 128 samples per second in mV, from 0.5 to about 40 Hz, without moving any wave in time.
 *
 * Gaps are bridged by straight lines. The low-pass is the resampler's symmetric filter, which also keeps mains and muscle from
 * folding back; the high-pass is a Butterworth filter of second order run forwards and backwards.
 *
 * @param samples ADC values; changed in place where there are gaps
 */
export function condition(samples: Int32Array, lead: Pick<Lead, 'rate' | 'gain' | 'baseline' | 'unit'>): Float32Array {
  bridgeGaps(samples);
  const scale = millivoltsPerUnit(lead.unit) / lead.gain;
  const physical = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index++) physical[index] = (samples[index]! - lead.baseline) * scale;
  const resampler = createResampler(lead.rate, clinicalRate, lowPass);
  const signal = resampler.resample(physical, 0, 0, resampler.outputLength(samples.length));
  const section = highPassSection(highPass, clinicalRate);
  runSection(signal, section);
  signal.reverse();
  runSection(signal, section);
  return signal.reverse();
}

function millivoltsPerUnit(unit: string): number {
  switch (unit.trim().toLowerCase()) {
    case 'v':
      return 1000;
    case 'uv':
    case 'µv':
    case 'μv':
      return 1e-3;
    case 'nv':
      return 1e-6;
    default:
      return 1;
  }
}

/** Coefficients of y = b0 x + b1 x' + b2 x'' - a1 y' - a2 y''. */
interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** A Butterworth high-pass of second order by the bilinear transform (Oppenheim & Schafer, Discrete-Time Signal Processing, 7.1). */
function highPassSection(corner: number, rate: number): Section {
  const k = Math.tan((Math.PI * corner) / rate);
  const norm = 1 / (1 + Math.SQRT2 * k + k * k);
  return { b0: norm, b1: -2 * norm, b2: norm, a1: 2 * (k * k - 1) * norm, a2: (1 - Math.SQRT2 * k + k * k) * norm };
}

/** Filters in place, as if the first value had always been there before. */
function runSection(signal: Float32Array, { b0, b1, b2, a1, a2 }: Section): void {
  const start = signal[0] ?? 0;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let index = 0; index < signal.length; index++) {
    const x = signal[index]! - start;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    signal[index] = y;
  }
}
