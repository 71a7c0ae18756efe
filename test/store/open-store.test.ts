import { fork } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CaliperError } from '../../app/contract/errors.ts';
import { migrations } from '../../app/store/migrations/all.ts';
import { openStore } from '../../app/store/open-store.ts';
import { addAnalysed, newRecording, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'data', 'caliper.db');
});
afterEach(() => folder.remove());

async function refusal(of: string): Promise<string> {
  try {
    await (await openStore(of)).close();
    return 'opened';
  } catch (error) {
    return error instanceof CaliperError ? `${error.code}: ${error.message}` : `defect: ${String(error)}`;
  }
}

describe('the database file', () => {
  it('is made with its folder, readable by its owner only', async () => {
    const store = await openStore(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('is closed to other users when found open to them', async () => {
    await (await openStore(path)).close();
    chmodSync(path, 0o644);
    const store = await openStore(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('leaves no journal behind after a clean close', async () => {
    const store = await openStore(path);
    await addAnalysed(store, 'a', someBeats(10));
    await store.close();
    await store.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  it('counts its bytes on the disk', async () => {
    const store = await openStore(path);
    const before = await store.size();
    await addAnalysed(store, 'a', someBeats(20_000));
    expect((await store.size()) - before).toBeGreaterThan(20_000 * 17);
    await store.close();
  });
});

describe('a file that cannot be the store', () => {
  it('is refused when it is not a database', async () => {
    mkdirSync(join(folder.path, 'data'));
    writeFileSync(path, 'patient,label\n100,N\n'.repeat(100));
    expect(await refusal(path)).toMatch(/^damaged-file: .*not a Caliper database/);
    expect(readFileSync(path, 'utf8')).toContain('patient,label');
  });

  it('is refused when it is shorter than any database, and is left as it is', async () => {
    mkdirSync(join(folder.path, 'data'));
    writeFileSync(path, 'x');
    expect(await refusal(path)).toMatch(/^damaged-file: /);
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  it('is refused when its last page is missing', async () => {
    const store = await openStore(path);
    await addAnalysed(store, 'a', someBeats(20_000));
    await store.close();
    truncateSync(path, statSync(path).size - 4096);
    expect(await refusal(path)).toMatch(/^damaged-file: /);
  });

  it('is refused when a page was spoilt before an unclean exit', async () => {
    const store = await openStore(path);
    await addAnalysed(store, 'a', someBeats(20_000));
    await store.close();
    const bytes = readFileSync(path);
    // Half-way lies a page of beats; its first four bytes name the next page, and no file has that many.
    const middle = 4096 * Math.floor(bytes.length / 4096 / 2);
    bytes.fill(255, middle, middle + 4);
    writeFileSync(path, bytes);
    writeFileSync(`${path}-wal`, 'left behind');
    expect(await refusal(path)).toMatch(/^damaged-file: /);
  });

  it('is refused when it is the database of another program', async () => {
    mkdirSync(join(folder.path, 'data'));
    const other = new Sqlite(path);
    other.exec('CREATE TABLE songs (title TEXT)');
    other.close();
    expect(await refusal(path)).toMatch(/^unsupported: .*another program/);
  });

  it('is refused when it was cut short', async () => {
    const store = await openStore(path);
    await addAnalysed(store, 'a', someBeats(20_000));
    await store.close();
    truncateSync(path, Math.floor(statSync(path).size / 2));
    expect(await refusal(path)).toMatch(/^damaged-file: .*damaged/);
  });

  it('is refused when a newer version wrote it', async () => {
    await (await openStore(path)).close();
    const database = new Sqlite(path);
    const later = migrations.length + 1;
    database.exec(`INSERT INTO migrations VALUES (${later}, 'later', 'x', '2030-01-01')`);
    database.close();
    expect(await refusal(path)).toMatch(/^unsupported: .*newer version of Caliper/);
  });

  it('is refused when its folder is a file', async () => {
    writeFileSync(join(folder.path, 'data'), '');
    await expect(openStore(path)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is refused with one sentence when its folder is read-only', async () => {
    mkdirSync(join(folder.path, 'data'));
    chmodSync(join(folder.path, 'data'), 0o555);
    chmodSync(folder.path, 0o755);
    // Root may write everywhere: the attempt is made by a child without rights.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const child = fork(resolve(import.meta.dirname, '../support/open-store-process.ts'), [path], user);
    const answer = await new Promise((done) => child.once('message', done));
    child.kill();
    expect(answer).toMatch(/^read-only: .*cannot be written/);
    chmodSync(join(folder.path, 'data'), 0o755);
  });
});

describe('runs that no process will finish', () => {
  it('are forgotten when the store opens', async () => {
    const store = await openStore(path);
    await store.addRecording(newRecording('a'));
    await store.beginRun(newRun('run-a', 'a'));
    await store.appendBeats('run-a', someBeats(70_000));
    await store.close();
    const again = await openStore(path);
    await again.beginRun(newRun('run-a', 'a'));
    await again.appendBeats('run-a', someBeats(5));
    await again.finishRun('run-a', 'cpu', 0);
    expect(await again.readRecording('recording-a')).toMatchObject({ beats: 5, provider: 'cpu' });
    await again.close();
  });

  it('stay while the process that began them is alive', async () => {
    const store = await openStore(path);
    await store.addRecording(newRecording('a'));
    await store.beginRun(newRun('run-a', 'a'));
    const database = new Sqlite(path);
    database.prepare('UPDATE runs SET process = ?').run(process.ppid);
    database.close();
    const second = await openStore(path);
    await expect(second.beginRun(newRun('run-a', 'a'))).rejects.toMatchObject({ code: 'conflict' });
    await second.close();
    await store.close();
  });
});
