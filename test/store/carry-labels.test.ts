import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { notAnalysed } from '../../app/contract/classes.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { AnalysedBeats, Store } from '../../app/store/store.ts';
import { addAnalysed, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

function beatsAt(samples: readonly number[], label: number, fileClass = 0): AnalysedBeats {
  return {
    samples: Int32Array.from(samples),
    labels: new Uint8Array(samples.length).fill(label),
    probabilities: new Uint16Array(samples.length * 5).fill(100),
    fileCodes: new Uint8Array(samples.length).fill(1),
    fileClasses: new Uint8Array(samples.length).fill(fileClass),
  };
}

async function analyseAgain(beats: AnalysedBeats, tolerance: number, id = 'second'): Promise<void> {
  await store.beginRun({ ...newRun(id, 'a'), model: { id, sha256: 'b'.repeat(64) } });
  if (beats.samples.length > 0) await store.appendBeats(id, beats);
  await store.finishRun(id, 'cpu', tolerance);
}

async function shown(session: string): Promise<[number, number, number][]> {
  const { samples, labels, sources } = await store.readBeats(session, 0, 2 ** 31 - 2);
  return [...samples].map((sample, index) => [sample, labels[index]!, sources[index]!]);
}

it("a person's label moves to the nearest beat of the new run", async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 200, 300], 0));
  await store.relabel(session, [200], 2, 'R');
  await analyseAgain(beatsAt([98, 195, 209, 300], 1), 54);
  expect(await shown(session)).toEqual([
    [98, 1, 0],
    [195, 2, 2],
    [209, 1, 0],
    [300, 1, 0],
  ]);
  expect(await store.readRecording('recording-a')).toMatchObject({
    beats: 4,
    classes: [0, 3, 1, 0, 0],
    corrected: 1,
    differsFromFile: 4,
    model: { id: 'second' },
  });
});

it('a label without a beat nearby stays as a beat of its own that the model has not analysed', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 200, 300], 0));
  await store.relabel(session, [200, 300], 2, 'R');
  await analyseAgain(beatsAt([100, 290], 1), 5);
  expect(await shown(session)).toEqual([
    [100, 1, 0],
    [200, 2, 2],
    [290, 1, 0],
    [300, 2, 2],
  ]);
  expect(await store.inspectBeat(session, 200)).toMatchObject({ label: 'V', source: 'person', probabilities: null });
  expect((await store.readRecording('recording-a')).beats).toBe(4);
});

it('two labels never land on one beat: the nearer one gets it', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 110], 0));
  await store.relabel(session, [100], 2, 'R');
  await store.relabel(session, [110], 3, 'R');
  await analyseAgain(beatsAt([107], 1), 54);
  expect(await shown(session)).toEqual([
    [100, 2, 2],
    [107, 3, 2],
  ]);
});

it('labels stay when the new run finds no beat at all', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 110], 0));
  await store.relabel(session, [110], 3, 'R');
  await analyseAgain(beatsAt([], 0), 54);
  expect(await shown(session)).toEqual([[110, 3, 2]]);
});

it('what was undone before is not carried, and nothing from before can be undone after', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 110], 0));
  await store.relabel(session, [100], 3, 'R');
  await store.relabel(session, [110], 3, 'R');
  await store.undo(session, 'R');
  await analyseAgain(beatsAt([100, 110], 1), 0);
  expect(await shown(session)).toEqual([
    [100, 3, 2],
    [110, 1, 0],
  ]);
  const { steps, canUndo, canRedo } = await store.history(session);
  expect(steps).toHaveLength(3);
  expect([canUndo, canRedo]).toEqual([false, false]);
});

it('a relabelling after the new run is undone to what the person said before it', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 110], 0));
  await store.relabel(session, [100], 3, 'R');
  await analyseAgain(beatsAt([101, 110], 1), 5);
  await store.relabel(session, [101], 4, 'S');
  await store.undo(session, 'S');
  expect(await shown(session)).toEqual([
    [101, 3, 2],
    [110, 1, 0],
  ]);
});

it('many labels far apart find their beats across chunks, and indices stay right', async () => {
  const beats = someBeats(10_000);
  const session = await addAnalysed(store, 'a', beats);
  const chosen = [...beats.samples].filter((_, index) => index % 97 === 0);
  await store.relabel(session, chosen, 4, 'R');
  const lost = new Set(chosen.filter((_, index) => index % 3 === 0));
  const stays = [...beats.samples.keys()].filter((index) => !lost.has(beats.samples[index]!));
  await analyseAgain(
    beatsAt(
      stays.map((index) => beats.samples[index]! + 1),
      notAnalysed,
    ),
    1,
  );
  const now = await shown(session);
  const expected = [...beats.samples].map((sample) => {
    const decided = chosen.includes(sample);
    return [lost.has(sample) ? sample : sample + 1, decided ? 4 : notAnalysed, decided ? 2 : 0];
  });
  expect(now).toEqual(expected);
  const window = await store.readBeats(session, now[9_000]![0], now[9_001]![0]);
  expect(window.firstIndex).toBe(9_000);
});

it('the history of a beat follows it through the runs', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 110], 0));
  await store.relabel(session, [100], 3, 'R');
  await analyseAgain(beatsAt([103, 120], 1), 5);
  await analyseAgain(beatsAt([99, 120], 2), 5, 'third');
  await store.relabel(session, [99], 0, 'S');
  await store.undo(session, 'S');
  const { history } = await store.inspectBeat(session, 99);
  expect(history.map(({ source, by, from, to, action }) => [source, by, from, to, action])).toEqual([
    ['file', 'atr', null, 'N', 'annotated'],
    ['model', 'seed', null, 'N', 'classified'],
    ['person', 'R', 'N', 'F', 'relabelled'],
    ['file', 'atr', null, 'N', 'annotated'],
    ['model', 'second', null, 'S', 'classified'],
    ['file', 'atr', null, 'N', 'annotated'],
    ['model', 'third', null, 'V', 'classified'],
    ['person', 'S', 'F', 'N', 'relabelled'],
    ['person', 'S', 'N', 'F', 'undone'],
  ]);
});

it('a WFDB code moves along with its label', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 200], 0));
  await store.relabel(session, [200], 2, 'R', 10);
  await analyseAgain(beatsAt([100, 205], 1), 54);
  expect([...(await store.readBeats(session, 0, 1000)).codes]).toEqual([9, 10]);
});

it('a beat that a person inserted stays exactly where it is, and the new run’s beat beside it is hidden', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 300], 0));
  await store.insertBeat(session, { sample: 200, clearance: 5 }, { label: 2 }, 'R');
  await analyseAgain(beatsAt([100, 208, 300], 1), 54);
  expect(await shown(session)).toEqual([
    [100, 1, 0],
    [200, 2, 2],
    [300, 1, 0],
  ]);
});

it('a beat that a person inserted lies on the new run’s beat when that is at the same sample', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 300], 0));
  await store.insertBeat(session, { sample: 200, clearance: 5 }, { label: 2 }, 'R');
  await analyseAgain(beatsAt([100, 200, 300], 1), 54);
  expect((await store.inspectBeat(session, 200)).probabilities).not.toBeNull();
});

it('a deleted beat stays deleted where the new run finds it a little elsewhere', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 200, 300], 0));
  await store.deleteBeats(session, [200], 'R');
  await analyseAgain(beatsAt([102, 206, 304], 1), 54);
  expect((await shown(session)).map(([sample]) => sample)).toEqual([102, 304]);
  expect(await store.readRecording('recording-a')).toMatchObject({ beats: 2, classes: [0, 2, 0, 0, 0] });
});

it('a deleted beat stays deleted when one run misses it and the next finds it again', async () => {
  const session = await addAnalysed(store, 'a', beatsAt([100, 200, 300], 0));
  await store.deleteBeats(session, [200], 'R');
  await analyseAgain(beatsAt([100, 300], 1), 54, 'second');
  await analyseAgain(beatsAt([100, 200, 300], 1), 54, 'third');
  expect((await shown(session)).map(([sample]) => sample)).toEqual([100, 300]);
});
