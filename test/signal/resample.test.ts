import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createResampler, resample } from '../../app/signal/resample.ts';

function tone(frequency: number, rate: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => Math.sin((2 * Math.PI * frequency * index) / rate));
}

/** Largest difference away from the ends, where the filter has no neighbours. */
function difference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let index = 200; index < a.length - 200; index++) largest = Math.max(largest, Math.abs(a[index]! - b[index]!));
  return largest;
}

test.each([
  [360, 120, 40],
  [360, 125, 50],
  [250, 360, 90],
  [128, 360, 50],
  [1000, 120, 40],
  [128.205128, 120, 45],
])('from %d Hz to %d Hz a tone of %d Hz, inside both bands, stays what it is', (from, to, frequency) => {
  const out = resample(tone(frequency, from, 20 * from), from, to);
  expect(difference(out, tone(frequency, to, out.length))).toBeLessThan(2e-3);
});

test('a tone that the new rate cannot hold disappears instead of folding back', () => {
  const out = resample(tone(75, 360, 7200), 360, 120);
  expect(difference(out, new Float32Array(out.length))).toBeLessThan(2e-3);
});

test('equal rates copy the samples', () => {
  const samples = Float32Array.of(3, -1, 4);
  expect(resample(samples, 250, 250)).toEqual(samples);
});

test('a constant stays a constant, to the very ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 1000 }), fc.integer({ min: 50, max: 1000 }), (from, to) => {
      const out = resample(new Float32Array(300).fill(1.5), from, to);
      for (const value of out) expect(value).toBeCloseTo(1.5, 5);
    }),
    { numRuns: 40 },
  );
});

test('outputs lie within the time of the input', () => {
  fc.assert(
    fc.property(
      fc.nat(5000),
      fc.integer({ min: 100, max: 999 }),
      fc.integer({ min: 100, max: 999 }),
      (length, from, to) => {
        const outputs = createResampler(from, to).outputLength(length);
        expect((outputs - 1) / to).toBeLessThan(Math.max(length / from, 1e-9));
        expect(outputs / to).toBeGreaterThanOrEqual(length / from - 1e-9);
      },
    ),
  );
});

test('window by window is the same as the whole', () => {
  const samples = Float32Array.from({ length: 3000 }, (_, index) => Math.sin(index * index * 1e-4));
  fc.assert(
    fc.property(
      fc.constantFrom([360, 120], [360, 125], [250, 360], [127.3, 120.01]),
      fc.nat(2999),
      fc.nat(400),
      ([fromRate, toRate], from, length) => {
        const resampler = createResampler(fromRate, toRate);
        const total = resampler.outputLength(samples.length);
        const start = Math.min(from, total);
        const end = Math.min(total, start + length);
        const [first, last] = resampler.inputRange(start, end);
        const clipped = Math.max(0, first);
        const window = samples.slice(clipped, Math.max(clipped, last));
        const whole = resampler.resample(samples, 0, 0, total);
        expect(resampler.resample(window, clipped, start, end)).toEqual(whole.slice(start, end));
      },
    ),
  );
});

test.each([
  [0, 120],
  [-360, 120],
  [Number.NaN, 120],
  [360, 0.1],
])('from %d Hz to %d Hz is refused', (from, to) => {
  expect(() => createResampler(from, to)).toThrow('cannot be resampled');
});
