import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createAtomicFile, writeFileAtomic } from '../../app/files/atomic-write.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-atomic-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the old file stays until the new one is complete', async () => {
  const path = join(folder, 'x.atr');
  await writeFile(path, 'old');
  const file = await createAtomicFile(path);
  await file.write(Buffer.from('ne'));
  expect(await readFile(path, 'utf8')).toBe('old');
  await file.write(Buffer.from('w'));
  await file.commit();
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['x.atr']);
});

test('discarding leaves nothing behind', async () => {
  const file = await createAtomicFile(join(folder, 'x.atr'));
  await file.write(Buffer.from('half'));
  await file.discard();
  expect(await readdir(folder)).toEqual([]);
});

test('discarding after commit keeps the file', async () => {
  await writeFileAtomic(join(folder, 'x.atr'), Buffer.from('kept'));
  expect(await readFile(join(folder, 'x.atr'), 'utf8')).toBe('kept');
});

test('a folder that is not there is one clear error', async () => {
  const path = join(folder, 'nowhere', 'x.atr');
  await expect(writeFileAtomic(path, Buffer.from(''))).rejects.toMatchObject({
    code: 'unavailable',
    message: `${path} cannot be written (ENOENT).`,
  });
});
