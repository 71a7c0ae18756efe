import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { temporaryFolder } from '../support/store-fixture.ts';

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

const seed = {
  id: 'seed',
  sha256: 'a',
  path: '/models/seed.onnx',
  shipped: true,
  registeredAt: '2026-01-01T00:00:00Z',
};
const own = { id: 'own', sha256: 'b', path: '/models/own.onnx', shipped: false, registeredAt: '2026-01-02T00:00:00Z' };

it('models are listed as registered, and none is active at first', async () => {
  await store.registerModel(own);
  await store.registerModel(seed);
  expect(await store.listModels()).toEqual([seed, own]);
  expect(await store.activeModel()).toBeNull();
});

it('the active model is the one activated last, also after closing', async () => {
  await store.registerModel(seed);
  await store.registerModel(own);
  await store.activateModel('seed');
  await store.activateModel('own');
  await store.activateModel('seed');
  await store.close();
  store = await openStore(join(folder.path, 'caliper.db'));
  expect(await store.activeModel()).toEqual(seed);
});

it('a model that does not exist cannot be activated', async () => {
  await expect(store.activateModel('seed')).rejects.toMatchObject({ code: 'not-found' });
});

it('the same file may move, another file may not take its id', async () => {
  await store.registerModel(seed);
  await store.registerModel({ ...seed, path: '/other/seed.onnx' });
  expect(await store.listModels()).toEqual([{ ...seed, path: '/other/seed.onnx' }]);
  await expect(store.registerModel({ ...seed, sha256: 'c' })).rejects.toMatchObject({ code: 'conflict' });
});
