import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createUploads, type Uploads } from '../../app/core/uploads.ts';

let folder: string;
let uploads: Uploads;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-uploads-'));
  uploads = await createUploads(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an upload', () => {
  it('arrives whole, piece after piece, and then lives among the recordings', async () => {
    const id = await uploads.begin([{ name: '100.hea', bytes: 4 }]);
    await uploads.write(id, 0, 0, new Uint8Array([1, 2]));
    await uploads.write(id, 0, 2, new Uint8Array([3, 4]));
    const target = await uploads.finish(id);
    expect([...(await readFile(join(target, '100.hea')))]).toEqual([1, 2, 3, 4]);
    expect(target).toBe(join(folder, 'recordings', id));
  });

  it('is refused when a byte is missing, and names the file', async () => {
    const id = await uploads.begin([{ name: '100.dat', bytes: 4 }]);
    await uploads.write(id, 0, 0, new Uint8Array(3));
    await expect(uploads.finish(id)).rejects.toThrow('"100.dat" did not arrive whole');
  });

  it.each([
    ['a gap', 1, 2, 0],
    ['more bytes than announced', 0, 5, 0],
    ['a file that was not announced', 0, 1, 7],
  ])('refuses %s', async (_what, offset, length, file) => {
    const id = await uploads.begin([{ name: 'a.dat', bytes: 4 }]);
    await expect(uploads.write(id, file, offset, new Uint8Array(length))).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('refuses two files of one name', async () => {
    const files = [
      { name: '100.hea', bytes: 1 },
      { name: '100.hea', bytes: 1 },
    ];
    await expect(uploads.begin(files)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that is cancelled leaves nothing and makes room for another', async () => {
    for (let index = 0; index < 20; index += 1) {
      const id = await uploads.begin([{ name: '100.hea', bytes: 2 }]);
      await uploads.write(id, 0, 0, new Uint8Array(1));
      await uploads.cancel(id);
      await expect(uploads.write(id, 0, 1, new Uint8Array(1))).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await readdir(join(folder, 'uploads', String(process.pid)))).toEqual([]);
  });

  it('that nobody knows can be cancelled, because a screen may ask twice', async () => {
    await expect(uploads.cancel('nothing')).resolves.toBeUndefined();
  });

  it('leaves nothing behind when it was begun and never finished', async () => {
    await uploads.begin([{ name: '100.hea', bytes: 1 }]);
    await uploads.close();
    expect(existsSync(join(folder, 'uploads'))).toBe(false);
  });
});
