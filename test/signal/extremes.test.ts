import fc from 'fast-check';
import { expect, test } from 'vitest';

import { emptyExtremes, readExtremes } from '../../app/signal/extremes.ts';
import { invalidSample } from '../../app/signal/recording.ts';
import { recordingOf } from './recording-in-memory.ts';

const value = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -2048, max: 2047 }) }, fc.constant(invalidSample));

test('each bucket has the lowest and the highest of its valid samples', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: 1, maxLength: 300 }),
      fc.nat(300),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 40 }),
      async (values, from, length, buckets) => {
        const to = from + length;
        const [{ minimum, maximum } = emptyExtremes(0)] = await readExtremes(
          recordingOf(Int32Array.from(values)),
          [0],
          from,
          to,
          buckets,
        );
        for (let bucket = 0; bucket < buckets; bucket++) {
          const start = from + Math.floor((bucket * length) / buckets);
          const end = Math.max(start + 1, from + Math.floor(((bucket + 1) * length) / buckets));
          const valid = values.slice(start, Math.min(end, to)).filter((entry) => entry !== invalidSample);
          expect(minimum[bucket]).toBe(valid.length === 0 ? invalidSample : Math.min(...valid));
          expect(maximum[bucket]).toBe(valid.length === 0 ? invalidSample : Math.max(...valid));
        }
      },
    ),
  );
});

test('blocks join without a seam: 200,000 frames in buckets across the block borders', async () => {
  const samples = Int32Array.from({ length: 200_000 }, (_, index) => index);
  const [{ minimum, maximum } = emptyExtremes(0)] = await readExtremes(recordingOf(samples), [0], 0, 200_000, 7);
  expect([...minimum]).toEqual([0, 28571, 57142, 85714, 114285, 142857, 171428]);
  expect([...maximum]).toEqual([28570, 57141, 85713, 114284, 142856, 171427, 199_999]);
});

test('a lead with four samples a frame shows all of them', async () => {
  const samples = Int32Array.of(1, 9, -3, 4, 5, 6, 7, 8);
  const [{ minimum, maximum } = emptyExtremes(0)] = await readExtremes(recordingOf(samples, 4), [0], 0, 2, 2);
  expect([[...minimum], [...maximum]]).toEqual([
    [-3, 5],
    [9, 8],
  ]);
});

test('a stretch before the start of the recording stays empty', async () => {
  const [{ minimum } = emptyExtremes(0)] = await readExtremes(recordingOf(Int32Array.of(1, 2)), [0], -2, 2, 4);
  expect([...minimum]).toEqual([invalidSample, invalidSample, 1, 2]);
});
