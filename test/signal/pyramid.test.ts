import { expect, test } from 'vitest';

import { createRandom } from '../../app/signal/random.ts';
import { emptyExtremes } from '../../app/signal/extremes.ts';
import { buildPyramids, pyramidBaseFrames, widenByBlocks } from '../../app/signal/pyramid.ts';
import { recordingOf } from './recording-in-memory.ts';

const random = createRandom(5);
const samples = Int32Array.from({ length: 300_001 }, () => random.integer(4096) - 2048);
const recording = recordingOf(samples);

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

test('any row of blocks is summed up from the levels as from the blocks themselves', async () => {
  const [pyramid] = await buildPyramids(recording, [0]);
  const [finest] = pyramid!.levels;
  const blocks = finest!.minimum.length;
  for (let round = 0; round < 500; round++) {
    const first = random.integer(blocks);
    const end = round % 3 === 0 ? blocks : first + random.integer(blocks - first + 1);
    const out = emptyExtremes(1);
    widenByBlocks(pyramid!, first, end, out, 0);
    const lows = finest!.minimum.subarray(first, end);
    const highs = finest!.maximum.subarray(first, end);
    expect(out.minimum[0]).toBe(first === end ? emptyExtremes(1).minimum[0] : Math.min(...lows));
    expect(out.maximum[0]).toBe(first === end ? emptyExtremes(1).maximum[0] : Math.max(...highs));
  }
  expect(blocks).toBe(Math.ceil(300_001 / pyramidBaseFrames));
});
