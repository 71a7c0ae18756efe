import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { fetchDatabase, parseChecksums } from '../../app/host/fetch-database.ts';
import { databaseFolder } from '../support/databases.ts';

const mitdb = databaseFolder('mitdb');
let folder: string;
let server: Server;
let requests: string[];
let answerWith: (name: string) => Promise<Buffer | null>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-fetch-'));
  requests = [];
  answerWith = async (name) => readFile(join(mitdb ?? '', name)).catch(() => null);
  server = createServer((request, response) => {
    const name = (request.url ?? '').split('/').at(-1) ?? '';
    requests.push(name);
    void answerWith(name).then((bytes) => (bytes === null ? response.writeHead(404).end() : response.end(bytes)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function mirror(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mitdb/1.0.0/`;
}

describe('the list of checksums', () => {
  it('refuses a name that would leave the folder', () => {
    expect(() => parseChecksums(`${'0'.repeat(64)}  ../evil\n`)).toThrow('is not one');
  });
});

describe('fetching the MIT-BIH database', () => {
  it('writes nothing and says why when a file is not the published one', async () => {
    answerWith = async () => Buffer.from('something else');
    await expect(fetchDatabase('mitdb', folder, { from: mirror() })).rejects.toMatchObject({ code: 'damaged-file' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that the server has no such file', async () => {
    answerWith = async () => null;
    await expect(fetchDatabase('mitdb', folder, { from: mirror() })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('404') as string,
    });
  });

  it('says that the server cannot be reached', async () => {
    const address = mirror();
    server.close();
    await once(server, 'close');
    await expect(fetchDatabase('mitdb', folder, { from: address })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.skipIf(!mitdb)('gets every file, then keeps what is right and replaces what is damaged', async () => {
    const first = await fetchDatabase('mitdb', folder, { from: mirror() });
    expect(first).toEqual({ files: requests.length, downloaded: requests.length });
    const sum = createHash('sha256')
      .update(await readFile(join(folder, '100.atr')))
      .digest('hex');
    expect(sum).toBe('8d8a5349fb16638ebbf649f1779d12e96d91b736b2aafe59db43719ae583d471');
    await writeFile(join(folder, '100.atr'), 'damaged');
    requests = [];
    expect(await fetchDatabase('mitdb', folder, { from: mirror() })).toMatchObject({ downloaded: 1 });
    expect(requests).toEqual(['100.atr']);
  });
});
