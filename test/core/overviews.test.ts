import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { createOverviews, type Overviews } from '../../app/core/overviews.ts';
import { silentLogger } from '../../app/core/logger.ts';
import type { OpenRecordings } from '../../app/core/recordings.ts';
import { createRandom } from '../../app/signal/random.ts';
import { recordingOf } from '../signal/recording-in-memory.ts';

const random = createRandom(4);
const frames = 200_000;
const recording = recordingOf(Int32Array.from({ length: frames }, () => random.integer(4096)));
const question = { recordingId: 'one', leads: [0], from: 0, to: frames, buckets: 100 };

const never = new AbortController().signal;
let folder: string;
let framesRead: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caliper-overviews-'));
  framesRead = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The overviews of a core that was just started; counts the frames that it reads. */
function started(): Overviews {
  const counted: OpenRecordings = {
    open: async () => ({
      ...recording,
      read: (leads, from, to) => {
        framesRead += to - from;
        return recording.read(leads, from, to);
      },
    }),
    forget: () => undefined,
  };
  return createOverviews(counted, folder, silentLogger);
}

test('a pyramid that was built at import is read from its file after the next start', async () => {
  const shares: number[] = [];
  await started().build('one', { report: (share) => shares.push(share) });
  expect(framesRead).toBe(frames);
  expect(shares.at(-1)).toBe(1);
  await started().pyramids('one');
  expect(framesRead).toBe(frames);
});

test('a damaged pyramid is built again and kept anew, and the answer is the same', async () => {
  const first = await started().read(question, never);
  await writeFile(join(folder, 'one.pyramid'), 'not a pyramid');
  framesRead = 0;
  expect(await started().read(question, never)).toEqual(first);
  expect(framesRead).toBeGreaterThanOrEqual(frames);
  framesRead = 0;
  await started().pyramids('one');
  expect(framesRead).toBe(0);
});

test('the file goes with the recording', async () => {
  const overviews = started();
  await overviews.build('one');
  expect(await readdir(folder)).toEqual(['one.pyramid']);
  await overviews.remove('one');
  expect(await readdir(folder)).toEqual([]);
});

test('a build that was stopped leaves no file', async () => {
  const controller = new AbortController();
  controller.abort(new Error('stop'));
  await expect(started().build('one', { signal: controller.signal })).rejects.toThrow('stop');
  expect(await readdir(folder)).toEqual([]);
});
