import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { AnalysedBeats, Store } from '../../app/store/store.ts';
import { addAnalysed, newRun, temporaryFolder } from '../support/store-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let main: string;
let anna: string;
let bo: string;

const three: AnalysedBeats = {
  samples: Int32Array.of(100, 200, 300),
  labels: Uint8Array.of(0, 0, 2),
  probabilities: new Uint16Array(15).fill(9),
  fileCodes: Uint8Array.of(1, 5, 5),
  fileClasses: Uint8Array.of(0, 2, 2),
};

/** A main session and two readings that show its run. */
beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
  main = await addAnalysed(store, 'a', three);
  await store.addReader('Anna');
  await store.addReader('Bo');
  await store.beginReadings('recording-a', ['Anna', 'Bo']);
  [anna, bo] = (await store.readings('recording-a')).map(({ sessionId }) => sessionId) as [string, string];
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

async function labelsOf(session: string): Promise<number[]> {
  return [...(await store.readBeats(session, 0, 2 ** 31 - 2)).labels];
}

it('sessions that share a run begin with its labels and take no copy of its beats', async () => {
  for (const session of [anna, bo]) {
    expect(await store.readBeats(session, 0, 1000)).toEqual(await store.readBeats(main, 0, 1000));
    expect(await store.currentRun(session)).toEqual(await store.currentRun(main));
  }
  const database = new Sqlite(join(folder.path, 'caliper.db'), { readonly: true });
  expect(database.prepare('SELECT count(*) FROM chunks').pluck().get()).toBe(1);
  database.close();
});

it('what one reader changes is neither seen nor taken back in another session', async () => {
  await store.relabel(anna, [100], 3, 'Anna');
  await store.insertBeat(anna, { sample: 250, clearance: 5 }, { label: 1 }, 'Anna');
  await store.deleteBeats(anna, [300], 'Anna');
  await store.relabel(bo, [100], 4, 'Bo');
  expect([await labelsOf(main), await labelsOf(anna), await labelsOf(bo)]).toEqual([
    [0, 0, 2],
    [3, 0, 1],
    [4, 0, 2],
  ]);
  await store.undo(bo, 'Bo');
  expect((await store.undo(bo, 'Bo')).step).toBeNull();
  expect(await labelsOf(anna)).toEqual([3, 0, 1]);
  expect((await store.readSession(anna)).beats).toBe(3);
  expect((await store.readRecording('recording-a')).classes).toEqual([2, 0, 1, 0, 0]);
});

it('the history of a beat tells nothing of what another reader said', async () => {
  await store.relabel(anna, [100], 3, 'Anna');
  await store.relabel(main, [100], 1, 'Main');
  const tellers = async (session: string) => (await store.inspectBeat(session, 100)).history.map(({ by }) => by);
  expect(await tellers(anna)).toEqual(['atr', 'seed', 'Anna']);
  expect(await tellers(bo)).toEqual(['atr', 'seed']);
  expect(await tellers(main)).toEqual(['atr', 'seed', 'Main']);
});

it('a reading keeps its run when the main session is analysed again', async () => {
  await store.relabel(anna, [100], 3, 'Anna');
  await store.beginRun(newRun('again', 'a'));
  await store.appendBeats('again', { ...three, labels: Uint8Array.of(4, 4, 4) });
  await store.finishRun('again', 'cpu', 54);
  expect([await labelsOf(main), await labelsOf(anna), await labelsOf(bo)]).toEqual([
    [4, 4, 4],
    [3, 0, 2],
    [0, 0, 2],
  ]);
  await store.undo(anna, 'Anna');
  expect(await labelsOf(anna)).toEqual([0, 0, 2]);
});

it('entries belong to one session', async () => {
  const changes = [{ kind: 'comment', key: 'k', value: { text: 'P wave?' } }];
  await store.setEntries(anna, { action: 'commented', changes, by: 'Anna' });
  expect(await store.entries(anna, 'comment')).toMatchObject([{ key: 'k', value: { text: 'P wave?' }, by: 'Anna' }]);
  expect(await store.entries(bo, 'comment')).toEqual([]);
});

it('a recording leaves with its readings, their steps and the run that all show', async () => {
  await store.relabel(anna, [100], 3, 'Anna');
  await store.relabel(main, [100], 1, 'Main');
  await store.removeRecording('recording-a');
  const database = new Sqlite(join(folder.path, 'caliper.db'), { readonly: true });
  for (const table of ['sessions', 'runs', 'steps', 'corrections', 'current_labels', 'chunks'])
    expect(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
  database.close();
});
