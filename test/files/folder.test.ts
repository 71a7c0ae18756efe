import { mkdtemp, mkdir, rm, writeFile, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openFile, openFolder, openRecordingAt } from '../../app/files/folder.ts';

const fixtures = join(import.meta.dirname, '../fixtures/wfdb');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-folder-'));
  await writeFile(join(folder, 'b.bin'), Uint8Array.of(1, 2, 3, 4, 5));
  await writeFile(join(folder, 'a.txt'), 'a');
  await mkdir(join(folder, 'inside'));
  for (const ending of ['hea', 'dat'])
    await copyFile(join(fixtures, `frames.${ending}`), join(folder, `frames.${ending}`));
});

afterAll(() => rm(folder, { recursive: true }));

test('files are listed in order, folders are not', async () => {
  expect(await openFolder(folder).list()).toEqual(['a.txt', 'b.bin', 'frames.dat', 'frames.hea']);
});

test('a window of bytes is read, clipped at the end', async () => {
  const source = await openFolder(folder).open('b.bin');
  expect(source.size).toBe(5);
  expect([...(await source.read(1, 2))]).toEqual([2, 3]);
  expect([...(await source.read(3, 100))]).toEqual([4, 5]);
  expect([...(await source.read(100, 1))]).toEqual([]);
});

test('a file may be replaced between reads: no handle stays open', async () => {
  const source = await openFile(join(folder, 'b.bin'));
  await rm(join(folder, 'b.bin'));
  await expect(source.read(0, 1)).rejects.toMatchObject({ code: 'not-found' });
  await writeFile(join(folder, 'b.bin'), Uint8Array.of(1, 2, 3, 4, 5));
  expect([...(await source.read(0, 1))]).toEqual([1]);
});

test.each(['../a.txt', 'inside/x', '/etc/passwd', '..', '.', '', 'a\\b', 'a\0b'])(
  'the name %j is refused',
  async (name) => {
    await expect(openFolder(folder).open(name)).rejects.toMatchObject({ code: 'invalid-input' });
  },
);

test('a folder in place of a file is refused', async () => {
  await expect(openFolder(folder).open('inside')).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a folder that is not there is named', async () => {
  await expect(openFolder(join(folder, 'nowhere')).list()).rejects.toMatchObject({
    code: 'not-found',
    message: `There is no ${join(folder, 'nowhere')}.`,
  });
});

test.each(['frames', 'frames.hea', 'frames.dat', 'frames.atr'])('a recording opens by the path %s', async (name) => {
  expect((await openRecordingAt(join(folder, name))).frames).toBe(101);
});

test('a file that is no recording is told apart from one that is not there', async () => {
  await expect(openRecordingAt(join(folder, 'a.txt'))).rejects.toMatchObject({ code: 'unsupported' });
  await expect(openRecordingAt(join(folder, 'zzz'))).rejects.toMatchObject({ code: 'not-found' });
});
