import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { combine, combiningOf, maskOf, samplesOf } from '../../../renderer/rhythm/selection-mask.ts';

const positions = fc
  .uniqueArray(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 200 })
  .map((values) => Int32Array.from(values).sort());

describe('a mask of selected beats', () => {
  test('gives back the selection it was made of, whether it is small or large', () => {
    fc.assert(
      fc.property(positions, fc.double({ min: 0, max: 1, noNaN: true }), (samples, share) => {
        const selected = samples.filter((_, index) => (index * 0.618) % 1 < share);
        expect([...samplesOf(samples, maskOf(samples, selected))]).toEqual([...selected]);
      }),
    );
  });

  test('leaves out selected positions at which there is no beat any more', () => {
    expect([...maskOf(Int32Array.of(10, 20, 30), Int32Array.of(5, 20, 25, 99))]).toEqual([0, 1, 0]);
  });

  test('added to is at least what it was, and taken from at most', () => {
    const [before, choice] = [Uint8Array.of(1, 1, 0, 0), Uint8Array.of(1, 0, 1, 0)];
    expect([...combine(before, choice, 'replace')]).toEqual([1, 0, 1, 0]);
    expect([...combine(before, choice, 'add')]).toEqual([1, 1, 1, 0]);
    expect([...combine(before, choice, 'remove')]).toEqual([0, 1, 0, 0]);
  });

  test('is added to with Shift and taken from with Alt', () => {
    expect(combiningOf({ shiftKey: false, altKey: false })).toBe('replace');
    expect(combiningOf({ shiftKey: true, altKey: false })).toBe('add');
    expect(combiningOf({ shiftKey: true, altKey: true })).toBe('remove');
  });
});
