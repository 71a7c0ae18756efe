import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, newRecording, someBeats, temporaryFolder } from '../support/store-fixture.ts';

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

it('a new recording is listed as it was described, without beats', async () => {
  await store.addRecording(newRecording('100'));
  expect(await store.listRecordings()).toEqual([
    {
      id: 'recording-100',
      sessionId: 'session-100',
      name: '100',
      format: 'wfdb',
      path: '/data/100.hea',
      patient: { age: 69, sex: 'M' },
      rate: 360,
      frames: 1_000_000,
      leads: [{ name: 'MLII', unit: 'mV', rate: 360, gain: 200, baseline: 1024 }],
      comments: ['69 M 1085 1629 x1'],
      importedAt: '2026-01-02T03:04:05.000Z',
      beats: 0,
      classes: [0, 0, 0, 0, 0],
      corrected: 0,
      differsFromFile: null,
      review: 'new',
      analysis: 'none',
      attention: null,
      warnings: [],
      model: null,
      provider: null,
    },
  ]);
});

it('an analysed recording shows its model, provider and counts', async () => {
  await addAnalysed(store, '100', {
    samples: Int32Array.of(10, 20, 30, 40),
    labels: Uint8Array.of(0, 2, 2, 255),
    probabilities: new Uint16Array(20),
    fileCodes: Uint8Array.of(1, 5, 1, 1),
    fileClasses: Uint8Array.of(0, 2, 0, 0),
  });
  expect(await store.readRecording('recording-100')).toMatchObject({
    beats: 4,
    classes: [1, 0, 2, 0, 0],
    differsFromFile: 1,
    model: { id: 'seed', sha256: 'a'.repeat(64) },
    provider: 'cpu',
  });
});

it("a recording without the file's own annotations has no number of differences", async () => {
  await addAnalysed(store, '100', someBeats(10), null);
  expect((await store.readRecording('recording-100')).differsFromFile).toBeNull();
});

it('the same bytes are not imported twice', async () => {
  await store.addRecording(newRecording('100'));
  await expect(store.addRecording({ ...newRecording('100'), id: 'other', sessionId: 'other' })).rejects.toMatchObject({
    code: 'conflict',
    message: '"100" is already in the library.',
  });
  expect(await store.findRecording(newRecording('100').sha256)).toBe('recording-100');
  expect(await store.findRecording('nothing')).toBeNull();
});

it('a recording without a session leaves nothing behind when its session cannot be added', async () => {
  await store.addRecording(newRecording('100'));
  await expect(store.addRecording({ ...newRecording('101'), sessionId: 'session-100' })).rejects.toThrow();
  expect(await store.listRecordings()).toHaveLength(1);
});

it('the state of the analysis is kept with the reason for attention', async () => {
  await store.addRecording(newRecording('100'));
  await store.setAnalysis('session-100', 'failed', 'The signal file is cut short.');
  expect(await store.readRecording('recording-100')).toMatchObject({
    analysis: 'failed',
    attention: 'The signal file is cut short.',
  });
});

it('a removed recording takes its beats and its history with it, and no other', async () => {
  const first = await addAnalysed(store, '100', someBeats(5000));
  const second = await addAnalysed(store, '101', someBeats(5000));
  for (const session of [first, second])
    await store.relabel(session, [...someBeats(5000).samples.slice(0, 50)], 4, 'R');
  await store.removeRecording('recording-100');
  await expect(store.readBeats(first, 0, 1000)).rejects.toMatchObject({ code: 'not-found' });
  expect((await store.readBeats(second, 0, 10_000)).samples.length).toBeGreaterThan(0);
  expect((await store.history(second)).steps).toHaveLength(1);
});

it('what does not exist is named', async () => {
  await expect(store.readRecording('x')).rejects.toMatchObject({ code: 'not-found' });
  await expect(store.removeRecording('x')).rejects.toMatchObject({ code: 'not-found' });
  await expect(store.setAnalysis('x', 'done', null)).rejects.toMatchObject({ code: 'not-found' });
  await expect(store.history('x')).rejects.toMatchObject({ code: 'not-found' });
});
