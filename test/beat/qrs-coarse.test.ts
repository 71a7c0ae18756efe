import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { coarseSignal, workingRate } from '../../app/beat/qrs-coarse.ts';

function coarse(samples: Int32Array, rate: number, from: number, to: number, offset = 0): Float64Array {
  const values = new Float64Array(to - from);
  coarseSignal(samples, rate, offset, from, to, values);
  return values;
}

describe('coarseSignal', () => {
  it('is the mean of the straight lines between the samples', () => {
    expect([...coarse(Int32Array.of(0, 10, 20, 10, 0), 2 * workingRate, 0, 2)]).toEqual([160, 160]);
    expect([...coarse(Int32Array.of(0, 16, 32), workingRate / 2, 0, 4)]).toEqual([64, 192, 320, 448]);
  });

  it('keeps a slope at any rate', () => {
    for (const rate of [100, 128, 250, 333, 360, 1000, 2000]) {
      const ramp = Int32Array.from({ length: 2 * rate }, (_, index) => Math.round((36_000 * index) / rate));
      const values = coarse(ramp, rate, 10, 170);
      for (let index = 1; index < values.length; index++) {
        expect(Math.abs(values[index]! - values[index - 1]! - (16 * 36_000) / workingRate)).toBeLessThan(40);
      }
    }
  });

  it('gives a step the same value wherever reading began', () => {
    const samples = Int32Array.from({ length: 2000 }, (_, index) => (index * 7919) % 1000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.constantFrom(100, 250, 360, 977), (offset, rate) => {
        const from = Math.ceil((offset * workingRate) / rate) + 1;
        const whole = coarse(samples, rate, from, from + 100);
        expect(coarse(samples.subarray(offset), rate, from, from + 100, offset)).toEqual(whole);
      }),
    );
  });
});
