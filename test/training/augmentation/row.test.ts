import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

import { createRandom } from '../../../app/signal/random.ts';
import { createRowAugmenter, RowAugmentation } from '../../../app/training/augmentation/row.ts';

const length = 60;
const inputs = { leads: 1, length, features: 0, classes: 5 };
const still = { shift: 0, stretch: 0, gain: 0, wander: 0, noise: 0 };

/** A row of `used` samples between 0.1 and 1 that ends in zeros, as second of two rows of the step buffers. */
function buffersWith(used: number): Float32Array {
  const beats = new Float32Array(2 * (length + 2)).fill(9, 0, length + 2);
  for (let sample = 0; sample < used; sample++)
    beats[length + 2 + sample] = 0.55 + 0.45 * Math.cos((2 * Math.PI * sample) / 30);
  beats[2 * length + 3] = 1;
  return beats;
}

function augment(used: number, seed: number, options: Partial<RowAugmentation> = {}): Float32Array {
  const beats = buffersWith(used);
  const augmenter = createRowAugmenter(v.parse(RowAugmentation, { name: 'row', ...options }), inputs);
  augmenter(beats, new Float32Array(0), 1, createRandom(seed));
  return beats;
}

const usedLength = (beats: Float32Array) =>
  beats.subarray(length + 2, 2 * length + 2).findLastIndex((x) => x !== 0) + 1;

describe('augmenting a row', () => {
  it('changes nothing when nothing may change', () => {
    const beats = augment(40, 1, still);
    buffersWith(40).forEach((value, index) => expect(beats[index]).toBeCloseTo(value, 6));
  });

  it('touches its own row only, and neither the 0 nor the 1 behind it', () => {
    const beats = augment(40, 1);
    expect([...beats.subarray(0, length + 2)]).toEqual(Array.from({ length: length + 2 }, () => 9));
    expect([...beats.subarray(2 * length + 2)]).toEqual([0, 1]);
    expect(beats).not.toEqual(buffersWith(40));
  });

  it('moves the end of a row with its samples and leaves zeros behind it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 50 }), fc.nat(1e6), (used, seed) => {
        const options = { ...still, shift: 2, stretch: 0.05 };
        const end = usedLength(augment(used, seed, options));
        expect(Math.abs(end - used)).toBeLessThanOrEqual(2 + 0.06 * used + 1);
      }),
    );
  });

  it('ends a row earlier or later as its samples do', () => {
    const ends = Array.from({ length: 40 }, (_, seed) => usedLength(augment(40, seed, { ...still, shift: 3 })));
    expect(Math.min(...ends)).toBeLessThan(39);
    expect(Math.max(...ends)).toBeGreaterThan(41);
  });

  it('lets a row that was cropped at the full length stay that long', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        expect(usedLength(augment(length, seed, { ...still, shift: 2, stretch: 0.05 }))).toBe(length);
      }),
    );
  });

  it('keeps samples within gain and wander of where they were', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const before = buffersWith(40);
        augment(40, seed, { ...still, gain: 0.1, wander: 0.06 }).forEach((value, index) =>
          expect(Math.abs(value - before[index]!)).toBeLessThanOrEqual(0.1 + 0.06 + 1e-6),
        );
      }),
    );
  });

  it('follows from the random source alone', () => {
    expect(augment(40, 5)).toEqual(augment(40, 5));
    expect(augment(40, 5)).not.toEqual(augment(40, 6));
  });

  it('stands a row with a single sample', () => {
    expect(augment(1, 3, { ...still, shift: 2, stretch: 0.05 }).every(Number.isFinite)).toBe(true);
  });

  it('refuses rows of two leads', () => {
    const options = v.parse(RowAugmentation, { name: 'row' });
    expect(() => createRowAugmenter(options, { ...inputs, leads: 2 })).toThrowError('one lead');
  });
});
