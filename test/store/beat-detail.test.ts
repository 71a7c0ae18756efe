import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, newRecording, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';

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

const beats = {
  samples: Int32Array.of(360, 720, 1440),
  labels: Uint8Array.of(0, 2, 255),
  probabilities: Uint16Array.of(65_535, 0, 0, 0, 0, 13_107, 0, 52_428, 0, 0, 0, 0, 0, 0, 0),
  fileCodes: Uint8Array.of(1, 8, 0),
  fileClasses: Uint8Array.of(0, 1, 255),
};

it("the inspector gets label, probabilities, RR intervals in milliseconds and the file's symbol", async () => {
  const session = await addAnalysed(store, 'a', beats);
  const detail = await store.inspectBeat(session, 720);
  expect(detail).toMatchObject({
    index: 1,
    sample: 720,
    label: 'V',
    source: 'model',
    probabilities: [0.2, 0, 0.8, 0, 0],
    rrBefore: 1000,
    rrAfter: 2000,
    rrMean: 1500,
    fileSymbol: 'A',
  });
  expect(detail.history.map(({ by, to, action, probability }) => [by, to, action, probability])).toEqual([
    ['atr', 'S', 'annotated', null],
    ['seed', 'V', 'classified', 0.8],
  ]);
});

it('the first and the last beat have no interval on one side, and a beat that was not analysed has no label', async () => {
  const session = await addAnalysed(store, 'a', beats);
  expect(await store.inspectBeat(session, 360)).toMatchObject({ rrBefore: null, rrAfter: 1000 });
  expect(await store.inspectBeat(session, 1440)).toMatchObject({
    rrBefore: 2000,
    rrAfter: null,
    label: null,
    probabilities: null,
    fileSymbol: null,
    history: [],
  });
});

it('intervals reach across the borders of chunks', async () => {
  const many = someBeats(8_200);
  const session = await addAnalysed(store, 'a', many);
  for (const index of [4_095, 4_096]) {
    const { rrBefore, rrAfter } = await store.inspectBeat(session, many.samples[index]!);
    expect(rrBefore).toBeCloseTo(((many.samples[index]! - many.samples[index - 1]!) * 1000) / 360, 9);
    expect(rrAfter).toBeCloseTo(((many.samples[index + 1]! - many.samples[index]!) * 1000) / 360, 9);
  }
});

it('a correction and its undoing stand in the history with who, from and to', async () => {
  const session = await addAnalysed(store, 'a', beats);
  await store.relabel(session, [720, 1440], 4, 'R');
  await store.undo(session, 'S');
  await store.redo(session, 'T');
  const { history, label, source } = await store.inspectBeat(session, 720);
  expect([label, source]).toEqual(['Q', 'person']);
  expect(history.slice(2).map(({ by, from, to, action }) => [by, from, to, action])).toEqual([
    ['R', 'V', 'Q', 'relabelled'],
    ['S', 'Q', 'V', 'undone'],
    ['T', 'V', 'Q', 'redone'],
  ]);
  expect((await store.inspectBeat(session, 1440)).history.map(({ from, to }) => [from, to])).toEqual([
    [null, 'Q'],
    ['Q', null],
    [null, 'Q'],
  ]);
});

it('a position without a beat is named', async () => {
  const session = await addAnalysed(store, 'a', beats);
  await expect(store.inspectBeat(session, 721)).rejects.toMatchObject({ code: 'not-found' });
  await store.addRecording(newRecording('b'));
  await expect(store.inspectBeat('session-b', 0)).rejects.toMatchObject({ code: 'not-found' });
});

it('a lone beat has no mean interval', async () => {
  await store.addRecording(newRecording('b'));
  await store.beginRun(newRun('run', 'b'));
  await store.appendBeats('run', someBeats(1));
  await store.finishRun('run', 'cpu', 0);
  const sample = someBeats(1).samples[0]!;
  expect(await store.inspectBeat('session-b', sample)).toMatchObject({ rrBefore: null, rrAfter: null, rrMean: null });
});

it('what the model said of a beat stays known where a person moves it, also twice, and names it anew', async () => {
  const beats = someBeats(5);
  const session = await addAnalysed(store, 'a', beats);
  const [first, second] = [beats.samples[1]!, beats.samples[2]!];
  const { probabilities, fileSymbol } = await store.inspectBeat(session, first);
  await store.moveBeat(session, first, { sample: first + 20, clearance: 5 }, 'R');
  await store.relabel(session, [first + 20], 4, 'R');
  await store.moveBeat(session, first + 20, { sample: first + 30, clearance: 5 }, 'R');
  expect(await store.inspectBeat(session, first + 30)).toMatchObject({
    probabilities,
    fileSymbol,
    label: 'Q',
    index: 1,
  });
  await store.insertBeat(session, { sample: second + 90, clearance: 5 }, { label: 2 }, 'R');
  expect(await store.inspectBeat(session, second + 90)).toMatchObject({ probabilities: null, fileSymbol: null });
});
