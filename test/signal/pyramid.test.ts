import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createRandom } from '../../app/signal/random.ts';
import { readExtremes } from '../../app/signal/extremes.ts';
import { buildPyramids, pyramidBaseFrames, pyramidExtremes } from '../../app/signal/pyramid.ts';
import { recordingOf } from './recording-in-memory.ts';

const random = createRandom(5);
const samples = Int32Array.from({ length: 300_001 }, () => random.integer(4096) - 2048);
const recording = recordingOf(samples);

test('an overview shows at least what the samples reach, and nothing from beyond a level bucket on either side', async () => {
  const [pyramid] = await buildPyramids(recording, [0]);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(299_000),
      fc.nat(300_001),
      fc.integer({ min: 1, max: 100 }),
      async (from, length, buckets) => {
        const to = Math.min(300_001, from + Math.max(length, buckets * pyramidBaseFrames));
        const coarse = pyramidExtremes(pyramid!, from, to, buckets);
        if (coarse === null) return;
        const exact = await readExtremes(recording, 0, from, to, buckets);
        const width = (to - from) / buckets;
        for (let bucket = 0; bucket < buckets; bucket++) {
          expect(coarse.minimum[bucket]).toBeLessThanOrEqual(exact.minimum[bucket]!);
          expect(coarse.maximum[bucket]).toBeGreaterThanOrEqual(exact.maximum[bucket]!);
          const start = Math.floor(from + bucket * width);
          const around = samples.slice(Math.max(0, Math.floor(start - width - 1)), Math.ceil(start + 2 * width + 1));
          expect(around).toContain(coarse.minimum[bucket]);
          expect(around).toContain(coarse.maximum[bucket]);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('buckets on the borders of the finest level are exact', async () => {
  const [pyramid] = await buildPyramids(recording, [0]);
  const to = pyramidBaseFrames * 600;
  expect(pyramidExtremes(pyramid!, 0, to, 600)).toEqual(await readExtremes(recording, 0, 0, to, 600));
});

test('a stretch finer than the finest level is left to the samples', async () => {
  const [pyramid] = await buildPyramids(recording, [0]);
  expect(pyramidExtremes(pyramid!, 0, 1000, 500)).toBeNull();
});

test('several leads are built in one pass, with progress to the last frame', async () => {
  const seen: number[] = [];
  const pyramids = await buildPyramids(recording, [0, 0], (frames) => seen.push(frames));
  expect(pyramids[0]).toEqual(pyramids[1]);
  expect(seen.at(-1)).toBe(300_001);
});

test('an aborted build stops', async () => {
  const controller = new AbortController();
  controller.abort(new Error('stop'));
  await expect(buildPyramids(recording, [0], undefined, controller.signal)).rejects.toThrow('stop');
});
