import { describe, expect, it } from 'vitest';

import { condition } from '../../../app/beat/clinical/conditioning.ts';
import { invalidSample } from '../../../app/signal/recording.ts';

const lead = (rate: number) => ({ rate, gain: 1000, baseline: 100, unit: 'mV' });

/** A sine of 1 mV with its crest at second 10, as ADC values. */
function sine(frequency: number, rate: number): Int32Array {
  return Int32Array.from({ length: 20 * rate }, (_, index) =>
    Math.round(100 + 1000 * Math.cos(2 * Math.PI * frequency * (index / rate - 10))),
  );
}

/** Greatest value from second 8 to 12 and when it comes. */
function crest(signal: Float32Array): { size: number; second: number } {
  const middle = signal.subarray(8 * 128, 12 * 128);
  const size = Math.max(...middle);
  return { size, second: 8 + middle.findIndex((_, index) => Math.abs(middle[index]!) > 0.999 * size) / 128 };
}

describe('condition', () => {
  it.each([125, 250, 360, 500, 1000])('keeps waves of 2 to 20 Hz as they are, at %i samples per second', (rate) => {
    for (const frequency of [2, 10, 20]) {
      const signal = condition(sine(frequency, rate), lead(rate));
      expect(signal.length).toBe(20 * 128);
      expect(crest(signal).size).toBeCloseTo(1, 1);
      expect(signal[10 * 128]).toBeCloseTo(1, 1);
    }
  });

  it('takes away the wander of breathing, mains at 60 Hz, and what would fold back', () => {
    expect(crest(condition(sine(0.1, 360), lead(360))).size).toBeLessThan(0.1);
    expect(crest(condition(sine(60, 360), lead(360))).size).toBeLessThan(0.1);
    expect(crest(condition(sine(120, 360), lead(360))).size).toBeLessThan(0.01);
  });

  it('gives mV whatever the gain, its sign and the unit of the file', () => {
    const expected = condition(sine(5, 250), lead(250));
    const upside = sine(5, 250).map((value) => 200 - value);
    expect(condition(upside, { ...lead(250), gain: -1000 })).toEqual(expected);
    const microvolts = condition(sine(5, 250), { ...lead(250), gain: 1, unit: 'uV' });
    microvolts.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 5));
  });

  it('bridges gaps instead of spreading them', () => {
    const samples = sine(1, 250);
    samples.fill(invalidSample, 2000, 2010);
    const signal = condition(samples, lead(250));
    expect(signal.every(Number.isFinite)).toBe(true);
    expect(Math.max(...signal)).toBeLessThan(1.2);
  });
});
