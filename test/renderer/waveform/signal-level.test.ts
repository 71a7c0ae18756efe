import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { chooseLevel, sliceFrames, sliceNumbers } from '../../../renderer/waveform/signal-level.ts';

describe('how finely a signal is fetched', () => {
  test('360 Hz at standard speed is fetched sample by sample', () => {
    expect(chooseLevel(3.6)).toEqual({ kind: 'samples' });
  });

  test('slow paper is fetched as extremes of a power of two frames', () => {
    expect(chooseLevel(37)).toEqual({ kind: 'extremes', framesPerBucket: 16 });
  });

  test('a device pixel has at least two buckets', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100_000, noNaN: true }), (framesPerPixel) => {
        const level = chooseLevel(framesPerPixel);
        if (level.kind === 'extremes') expect(level.framesPerBucket).toBeLessThanOrEqual(framesPerPixel / 2);
      }),
    );
  });

  test('the slices of a stretch cover it, and none lies outside of the recording', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 1_000_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 900_000 }),
        (from, length, frames) => {
          const size = sliceFrames({ kind: 'samples' });
          const numbers = sliceNumbers(from, from + length, size, frames);
          const first = Math.max(0, from);
          const last = Math.min(frames, from + length) - 1;
          if (last < first) return;
          expect(numbers[0]! * size).toBeLessThanOrEqual(first);
          expect((numbers.at(-1)! + 1) * size).toBeGreaterThan(last);
          expect(numbers.every((number) => number >= 0 && number * size < frames)).toBe(true);
        },
      ),
    );
  });
});
