import { expect, test } from 'vitest';

import { createRandom } from '../../app/signal/random.ts';
import { createRRProcess } from '../../app/simulator/rr-process.ts';

/** Power of a signal sampled at 2 Hz around a frequency: summed over the bins of its Fourier transform in [from, to) Hz. */
function bandPower(values: number[], from: number, to: number): number {
  const length = values.length;
  let power = 0;
  for (let bin = Math.ceil((from * length) / 2); bin < (to * length) / 2; bin++) {
    let real = 0;
    let imaginary = 0;
    values.forEach((value, index) => {
      real += value * Math.cos((2 * Math.PI * bin * index) / length);
      imaginary += value * Math.sin((2 * Math.PI * bin * index) / length);
    });
    power += (real * real + imaginary * imaginary) / length ** 2;
  }
  return power;
}

test('RR intervals have the two bands of McSharry et al.: Mayer waves at 0.1 Hz, respiration at 0.25 Hz, LF/HF near 0.5', () => {
  let low = 0;
  let high = 0;
  let between = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const process = createRRProcess(createRandom(seed), 0.84, 0.028);
    const values = Array.from({ length: 1024 }, (_, index) => process(index / 2));
    low += bandPower(values, 0.07, 0.13);
    high += bandPower(values, 0.22, 0.28);
    between += bandPower(values, 0.15, 0.2);
  }
  expect(low / high).toBeGreaterThan(0.3);
  expect(low / high).toBeLessThan(0.8);
  expect(between).toBeLessThan(0.05 * low);
});

test('intervals stay within what a sinus node does, for a day', () => {
  const process = createRRProcess(createRandom(3), 0.84, 0.028);
  const values = Array.from({ length: 86_400 }, (_, time) => process(time));
  expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThan(0.6);
  expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1.1);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.84, 1);
});
