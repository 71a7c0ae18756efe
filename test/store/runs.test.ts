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

it('the beats of a run are invisible until it is finished', async () => {
  const session = await addAnalysed(store, 'a', someBeats(5, 1));
  await store.beginRun(newRun('second', 'a'));
  await store.appendBeats('second', someBeats(70_000, 2));
  expect((await store.readRecording('recording-a')).beats).toBe(5);
  expect((await store.readBeats(session, 0, 100_000)).samples).toEqual(someBeats(5, 1).samples);
  await store.finishRun('second', 'cuda', 0);
  expect(await store.readRecording('recording-a')).toMatchObject({ beats: 70_000, provider: 'cuda' });
});

it('beats may come in pieces of any size, from arrays that are filled again', async () => {
  const beats = someBeats(70_001);
  await store.addRecording(newRecording('a'));
  await store.beginRun(newRun('run', 'a'));
  for (let from = 0; from < 70_001; from += 999) {
    const piece = {
      samples: beats.samples.slice(from, from + 999),
      labels: beats.labels.slice(from, from + 999),
      probabilities: beats.probabilities.slice(from * 5, (from + 999) * 5),
      fileCodes: beats.fileCodes.slice(from, from + 999),
      fileClasses: beats.fileClasses.slice(from, from + 999),
    };
    await store.appendBeats('run', piece);
    for (const column of Object.values(piece)) column.fill(0);
  }
  await store.finishRun('run', 'cpu', 0);
  for (let from = 0; from < 70_001; from += 35_000) {
    const until = Math.min(70_001, from + 35_000);
    const window = await store.readBeats('session-a', beats.samples[from]!, beats.samples[until - 1]! + 1);
    expect(window.samples).toEqual(beats.samples.slice(from, until));
    expect(window.probabilities).toEqual(beats.probabilities.slice(from * 5, until * 5));
  }
});

it('an abandoned run leaves the current one standing', async () => {
  const session = await addAnalysed(store, 'a', someBeats(5));
  await store.beginRun(newRun('second', 'a'));
  await store.appendBeats('second', someBeats(70_000, 2));
  await store.abandonRun('second');
  expect((await store.readBeats(session, 0, 100_000)).samples).toHaveLength(5);
  await expect(store.appendBeats('second', someBeats(1))).rejects.toMatchObject({ code: 'not-found' });
});

it('a finished run takes no more beats and is not forgotten', async () => {
  await addAnalysed(store, 'a', someBeats(5));
  await expect(store.appendBeats('run-a', someBeats(5, 1, 10_000))).rejects.toMatchObject({ code: 'conflict' });
  await expect(store.finishRun('run-a', 'cpu', 0)).rejects.toMatchObject({ code: 'conflict' });
  await expect(store.abandonRun('run-a')).rejects.toMatchObject({ code: 'conflict' });
});

it('runs with the same id, or of a session that does not exist, are refused', async () => {
  await addAnalysed(store, 'a', someBeats(5));
  await expect(store.beginRun(newRun('run-a', 'a'))).rejects.toMatchObject({ code: 'conflict' });
  await expect(store.beginRun(newRun('x', 'nobody'))).rejects.toMatchObject({ code: 'not-found' });
});

it('a run without beats leaves a session without beats', async () => {
  await store.addRecording(newRecording('a'));
  await store.beginRun(newRun('run', 'a'));
  await store.finishRun('run', null, 10);
  expect(await store.readRecording('recording-a')).toMatchObject({ beats: 0, classes: [0, 0, 0, 0, 0] });
  expect((await store.readBeats('session-a', 0, 1000)).samples).toHaveLength(0);
});
