import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readExtremes } from '../../app/signal/extremes.ts';
import { pyramidExtremes } from '../../app/signal/pyramid-extremes.ts';
import { buildPyramids, pyramidBaseFrames } from '../../app/signal/pyramid.ts';
import { createRandom } from '../../app/signal/random.ts';
import { invalidSample, type Recording } from '../../app/signal/recording.ts';
import { recordingOf } from './recording-in-memory.ts';

const random = createRandom(5);
const frames = 300_001;
/** Noise with long gaps and single missing samples. */
const samples = Int32Array.from({ length: frames }, (_, index) =>
  index % 40_000 < 3_000 || random.integer(50) === 0 ? invalidSample : random.integer(4096) - 2048,
);
const recording = recordingOf(samples);
const [pyramid] = await buildPyramids(recording, [0]);

test('at any zoom and place each column is exactly as high and as low as its samples, gaps and both ends included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(frames + 2_000),
      fc.integer({ min: 1, max: frames }),
      fc.integer({ min: 1, max: 300 }),
      async (from, length, buckets) => {
        const to = from + Math.max(length, buckets * pyramidBaseFrames);
        const [exact] = await readExtremes(recording, [0], from, to, buckets);
        expect(await pyramidExtremes(recording, 0, pyramid!, from, to, buckets)).toEqual(exact);
      },
    ),
    { numRuns: 200 },
  );
});

test('a lead with two samples a frame is as exact', async () => {
  const double = recordingOf(samples.subarray(0, 200_000), 2);
  const [own] = await buildPyramids(double, [0]);
  for (const [from, to, buckets] of [
    [0, 100_000, 100],
    [77, 99_001, 131],
    [40_001, 120_000, 50],
  ] as const) {
    const [exact] = await readExtremes(double, [0], from, to, buckets);
    expect(await pyramidExtremes(double, 0, own!, from, to, buckets)).toEqual(exact);
  }
});

test('columns on the borders of blocks are answered without reading a sample', async () => {
  const unreadable: Recording = { ...recording, read: () => Promise.reject(new Error('read')) };
  const width = 4 * pyramidBaseFrames;
  const found = await pyramidExtremes(unreadable, 0, pyramid!, 0, 1000 * width, 1000);
  const [exact] = await readExtremes(recording, [0], 0, 1000 * width, 1000);
  expect(found).toEqual(exact);
});

test('columns narrower than a block are left to the samples', async () => {
  expect(await pyramidExtremes(recording, 0, pyramid!, 0, 1000, 500)).toBeNull();
});
