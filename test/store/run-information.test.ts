import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { RunInformation, Store } from '../../app/store/store.ts';
import { addAnalysed, newRecording, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

const told: RunInformation = {
  leads: ['MLII', 'V5'],
  stages: [
    { stage: 'finding beats', seconds: 0.4 },
    { stage: 'naming beats', seconds: 2.1 },
  ],
  quality: {
    readable: 0.97,
    unreadable: [
      { from: 360, to: 1080 },
      { from: 9000, to: 9720 },
    ],
    perSecond: Uint8Array.of(90, 0, 0, 100),
  },
  drift: { score: 7.5, limit: 6, unlike: true },
  decision: { rule: { temperature: 1.3 }, strength: 0.5 },
};

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

it('what a run told when it was finished is there after the store was closed and opened again', async () => {
  await store.addRecording(newRecording('a'));
  await store.beginRun(newRun('run', 'a'));
  await store.appendBeats('run', someBeats(10));
  await store.finishRun('run', 'cpu', 0, told);
  await store.close();
  store = await openStore(join(folder.path, 'caliper.db'));
  expect(await store.currentRun('session-a')).toMatchObject({ ...told, id: 'run', provider: 'cpu', annotator: 'atr' });
});

it('a session without a finished run has none', async () => {
  await store.addRecording(newRecording('a'));
  await store.beginRun(newRun('run', 'a'));
  expect(await store.currentRun('session-a')).toBeNull();
  await store.finishRun('run', 'cpu', 0);
  expect(await store.currentRun('session-a')).toMatchObject({ id: 'run', leads: [], quality: null });
});

it('all beats of a session come with what persons decided, over several chunks', async () => {
  const beats = someBeats(70_000);
  const session = await addAnalysed(store, 'a', beats);
  const corrected = [beats.samples[3]!, beats.samples[60_000]!];
  await store.relabel(session, corrected, 2, 'A. Reader');
  const { proposed, decided } = await store.allBeats(session);
  expect(proposed).toEqual(beats);
  expect([...decided.samples]).toEqual(corrected);
  expect([...decided.labels]).toEqual([2, 2]);
});
