import fc from 'fast-check';
import { expect, test } from 'vitest';

import { sampleOfBeat } from '../../../renderer/frame/beat-by-number.ts';

/** Beats at these frames, and how many windows were read. */
function session(samples: readonly number[]) {
  let windows = 0;
  return {
    read(from: number, to: number) {
      windows += 1;
      const first = samples.findIndex((sample) => sample >= from);
      const firstIndex = first < 0 ? samples.length : first;
      return Promise.resolve({ firstIndex, samples: samples.slice(firstIndex).filter((sample) => sample < to) });
    },
    windows: () => windows,
  };
}

test('every beat is found by its number, however uneven they lie', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 600 }),
      fc.nat(),
      async (unordered, pick) => {
        const samples = unordered.toSorted((a, b) => a - b);
        const index = pick % samples.length;
        const { read } = session(samples);
        expect(await sampleOfBeat(read, index, samples.length, 100_000)).toBe(samples[index]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a number past the last beat is none, also where fewer beats are left than were counted', async () => {
  const { read } = session([10, 20, 30]);
  expect(await sampleOfBeat(read, 3, 5, 100)).toBeNull();
  expect(await sampleOfBeat(read, -1, 3, 100)).toBeNull();
});

test('in a day of beats a handful of windows is enough', async () => {
  const samples = Array.from({ length: 100_000 }, (_, beat) => Math.round(beat * 300 + 100 * Math.sin(beat / 500)));
  const { read, windows } = session(samples);
  expect(await sampleOfBeat(read, 61_234, samples.length, 30_000_200)).toBe(samples[61_234]);
  expect(windows()).toBeLessThan(6);
});
