import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { EntryChange } from '../../app/store/changes.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, newRecording, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
  await store.addRecording(newRecording('a'));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const session = 'session-a';

function note(changes: readonly EntryChange[], by = 'Anna') {
  return store.setEntries(session, { action: 'noted', changes, by });
}

async function values(kind: string): Promise<Record<string, unknown>> {
  return Object.fromEntries((await store.entries(session, kind)).map(({ key, value }) => [key, value]));
}

describe('values kept with a session', () => {
  it('are written together as one step, even before the first analysis', async () => {
    const step = await note([
      { kind: 'verdict', key: 'b', value: 'accepted' },
      { kind: 'verdict', key: 'a', value: 'dismissed' },
      { kind: 'criteria', key: 'pause', value: { seconds: 2.5 } },
    ]);
    expect(step).toMatchObject({ action: 'noted', beats: 0, from: 0, until: 0, standing: true, by: 'Anna' });
    expect([...step!.kinds].sort()).toEqual(['criteria', 'verdict']);
    expect(await values('verdict')).toEqual({ a: 'dismissed', b: 'accepted' });
    expect(await values('criteria')).toEqual({ pause: { seconds: 2.5 } });
  });

  it('that are there already are no change', async () => {
    await note([{ kind: 'verdict', key: 'a', value: 'accepted' }]);
    expect(await note([{ kind: 'verdict', key: 'a', value: 'accepted' }])).toBeNull();
    expect(await note([{ kind: 'verdict', key: 'nothing', value: null }])).toBeNull();
    expect((await store.history(session)).steps).toHaveLength(1);
  });

  it('come back with who wrote them and when, whoever takes the later change back', async () => {
    await note([{ kind: 'verdict', key: 'a', value: 'accepted' }], 'Anna');
    const [first] = await store.entries(session, 'verdict');
    await note([{ kind: 'verdict', key: 'a', value: null }], 'Bo');
    expect(await values('verdict')).toEqual({});
    await store.undo(session, 'Cara');
    expect(await store.entries(session, 'verdict')).toEqual([first]);
    await store.redo(session, 'Cara');
    expect(await values('verdict')).toEqual({});
  });

  it('can be taken back after a new analysis, unlike labels', async () => {
    const other = await addAnalysed(store, 'b', someBeats(10));
    await store.setEntries(other, { action: 'noted', changes: [{ kind: 'k', key: 'a', value: 1 }], by: 'Anna' });
    await store.relabel(other, [someBeats(10).samples[0]!], 4, 'Anna');
    await store.beginRun(newRun('again', 'b'));
    await store.appendBeats('again', someBeats(10));
    await store.finishRun('again', 'cpu', 54);
    expect((await store.undo(other, 'Anna')).step).toMatchObject({ action: 'undone', kinds: ['k'], beats: 0 });
    expect((await store.undo(other, 'Anna')).step).toBeNull();
    expect((await store.readBeats(other, 0, 10_000)).sources[0]).toBe(2);
  });

  it('may be of any shape that JSON has, and no larger than a megabyte', async () => {
    const value = { list: [1, null, { deep: true }], text: 'ä "quoted"' };
    await note([{ kind: 'k', key: 'a', value }]);
    expect(await values('k')).toEqual({ a: value });
    await expect(note([{ kind: 'k', key: 'b', value: 'x'.repeat(2 ** 20) }])).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(note([{ kind: 'k', key: 'b', value: undefined }])).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(note([{ kind: '', key: 'b', value: 1 }])).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await store.history(session)).steps).toHaveLength(1);
  });

  it('written twice in one step end with the last one', async () => {
    await note([
      { kind: 'k', key: 'a', value: 1 },
      { kind: 'k', key: 'a', value: 2 },
    ]);
    expect(await values('k')).toEqual({ a: 2 });
    expect(
      await note([
        { kind: 'k', key: 'a', value: 3 },
        { kind: 'k', key: 'a', value: 2 },
      ]),
    ).toBeNull();
  });

  it.each(["UPDATE entry_changes SET value = '1'", 'DELETE FROM entry_changes'])(
    'are protected by the database itself against: %s',
    async (statement) => {
      await note([{ kind: 'k', key: 'a', value: 1 }]);
      const database = new Sqlite(join(folder.path, 'caliper.db'));
      expect(() => database.exec(statement)).toThrow(/never (changed|erased)/);
      database.close();
    },
  );
});
