import { readdir, readFile, writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { readPyramids, writePyramids } from '../../app/files/pyramid-file.ts';
import { buildPyramids } from '../../app/signal/pyramid.ts';
import { createRandom } from '../../app/signal/random.ts';
import { recordingOf } from '../signal/recording-in-memory.ts';

const random = createRandom(9);
const frames = 100_003;
const recording = recordingOf(Int32Array.from({ length: frames }, () => random.integer(4096)));
const pyramids = await buildPyramids(recording, [0, 0, 0]);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caliper-pyramid-'));
  path = join(folder, 'pyramids', 'recording.pyramid');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('pyramids come back from their file as they were, in a folder that is made for them', async () => {
  await writePyramids(path, pyramids);
  expect(await readPyramids(path, frames, 3)).toEqual(pyramids);
  expect(await readdir(join(folder, 'pyramids'))).toEqual(['recording.pyramid']);
});

test('a recording shorter than a block has a file as well', async () => {
  const short = await buildPyramids(recordingOf(Int32Array.of(1, 2, 3)), [0]);
  await writePyramids(path, short);
  expect(await readPyramids(path, 3, 1)).toEqual(short);
});

test('where there is no file there are no pyramids', async () => {
  expect(await readPyramids(path, frames, 3)).toBeNull();
});

test('a file with one wrong bit is not believed, wherever the bit is', async () => {
  await writePyramids(path, pyramids);
  const bytes = await readFile(path);
  for (const at of [0, 20, 4_000, bytes.length - 1]) {
    const damaged = Uint8Array.from(bytes);
    damaged[at] = damaged[at]! ^ 1;
    await writeFile(path, damaged);
    expect(await readPyramids(path, frames, 3), `byte ${at}`).toBeNull();
  }
});

test('a file that ends early is not believed', async () => {
  await writePyramids(path, pyramids);
  const bytes = await readFile(path);
  for (const length of [0, 10, 60, bytes.length - 1]) {
    await writeFile(path, bytes.subarray(0, length));
    expect(await readPyramids(path, frames, 3), `${length} bytes`).toBeNull();
  }
});

test('the file of a recording with other frames or leads is not taken', async () => {
  await writePyramids(path, pyramids);
  expect(await readPyramids(path, frames + 1, 3)).toBeNull();
  expect(await readPyramids(path, frames, 2)).toBeNull();
});
