import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, temporaryFolder } from '../support/store-fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let sessionId: string;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
  sessionId = await addAnalysed(store, 'a', {
    samples: Int32Array.of(100, 200, 300),
    labels: Uint8Array.of(0, 2, 0),
    probabilities: new Uint16Array(15),
    fileCodes: Uint8Array.of(1, 5, 1),
    fileClasses: Uint8Array.of(0, 2, 0),
  });
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

it('a search passes over deleted beats', async () => {
  await store.deleteBeats(sessionId, [200], 'R');
  expect(await store.findBeat({ sessionId, sample: 100, direction: 'next' })).toBe(300);
  expect(await store.findBeat({ sessionId, sample: 300, direction: 'previous' })).toBe(100);
  expect(await store.findBeat({ sessionId, sample: 0, direction: 'next', label: 2 })).toBeNull();
});

it('a search stops at beats that a person inserted', async () => {
  await store.insertBeat(sessionId, { sample: 250, clearance: 5 }, { label: 2 }, 'R');
  expect(await store.findBeat({ sessionId, sample: 200, direction: 'next' })).toBe(250);
  expect(await store.findBeat({ sessionId, sample: 999, direction: 'previous', label: 2 })).toBe(250);
});

it('a search for differences from the file leaves out beats that the file does not have', async () => {
  await store.insertBeat(sessionId, { sample: 250, clearance: 5 }, { label: 2 }, 'R');
  await store.deleteBeats(sessionId, [300], 'R');
  expect(await store.findBeat({ sessionId, sample: 0, direction: 'next', differsFromFile: true })).toBeNull();
});
