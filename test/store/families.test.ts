import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { FamilyColumns } from '../../app/store/families.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { newRecording, temporaryFolder } from '../support/store-fixture.ts';

const session = 'session-a';
const settings = { leads: [0], cutLength: 2 };
const chunk = { first: 0, count: 2, scales: Float32Array.of(1, 1), shapes: Int8Array.of(1, 2, 3, 4) };
const columns: FamilyColumns = {
  samples: Int32Array.of(100, 200),
  parts: Uint16Array.of(0, 0),
  shifts: new Int8Array(2),
  templates: new Float32Array(2),
  counts: Uint32Array.of(2),
};

/** Greater than any process number that a system gives. */
const noProcess = 2 ** 30;

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'caliper.db');
  store = await openStore(path);
  await store.addRecording(newRecording('a'));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

/** Makings and chunks of shapes in the file. */
function kept(): [makings: unknown, chunks: unknown] {
  const database = new Sqlite(path, { readonly: true });
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  const counts: [unknown, unknown] = [count('families'), count('family_shapes')];
  database.close();
  return counts;
}

/** Says in the file that another process began what this one did. */
function giveTo(process: number | null): void {
  const database = new Sqlite(path);
  database.prepare("UPDATE families SET settings = json_set(settings, '$.process', ?)").run(process);
  database.close();
}

async function reopen(): Promise<void> {
  await store.close();
  store = await openStore(path);
}

describe('a making of families', () => {
  it('is there with its shapes once it is finished, and says how it came about', async () => {
    const making = await store.families.begin(session, settings);
    await store.families.append(making, chunk);
    expect(await store.families.standing(session)).toBeNull();
    await store.families.finish(making, columns);
    await reopen();
    expect(await store.families.standing(session)).toBe(making);
    expect(await store.families.read(making)).toEqual({ id: making, ...settings, ...columns });
    expect(await store.families.shapes(making, 1)).toEqual(chunk);
  });

  it('leaves nothing in the file when its process did not live to finish it', async () => {
    const making = await store.families.begin(session, settings);
    await store.families.append(making, chunk);
    giveTo(noProcess);
    const other = await openStore(path);
    expect(kept()).toEqual([0, 0]);
    await other.close();
  });

  it('leaves nothing in the file when it was begun by a version that did not say which process did', async () => {
    await store.families.append(await store.families.begin(session, settings), chunk);
    giveTo(null);
    await reopen();
    expect(kept()).toEqual([0, 0]);
  });

  it('goes on when another process opens the database meanwhile', async () => {
    const making = await store.families.begin(session, settings);
    giveTo(process.ppid);
    const other = await openStore(path);
    await other.close();
    await store.families.append(making, chunk);
    await store.families.finish(making, columns);
    expect(kept()).toEqual([1, 1]);
  });

  it('takes the place of the one before, and leaves one alone that is still under way', async () => {
    const [first, second, third] = [
      await store.families.begin(session, settings),
      await store.families.begin(session, settings),
      await store.families.begin(session, settings),
    ];
    await store.families.finish(first, columns);
    await store.families.finish(second, columns);
    expect(await store.families.standing(session)).toBe(second);
    await store.families.append(third, chunk);
    await store.families.finish(third, columns);
    expect(await store.families.standing(session)).toBe(third);
    expect(kept()).toEqual([1, 1]);
  });
});
