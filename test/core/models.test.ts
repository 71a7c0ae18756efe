import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { silentLogger } from '../../app/core/logger.ts';
import { createModels } from '../../app/core/models.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { writeUntrainedModel } from '../support/untrained-model.ts';

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caliper-models-'));
  store = await openStore(join(folder, 'caliper.db'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const open = () => createModels(store, join(folder, 'shipped'), join(folder, 'own'), silentLogger);

it('the model of a new version takes the place of the shipped one before it', async () => {
  await writeUntrainedModel(join(folder, 'shipped'), 'seed-1', 1);
  expect((await (await open()).active())?.id).toBe('seed-1');
  await rm(join(folder, 'shipped'), { recursive: true });
  await writeUntrainedModel(join(folder, 'shipped'), 'seed-2', 2);
  expect((await (await open()).active())?.id).toBe('seed-2');
});

it('a model that was trained here and is missing is not replaced behind its owner’s back', async () => {
  await writeUntrainedModel(join(folder, 'shipped'), 'seed-1', 1);
  await writeUntrainedModel(join(folder, 'own'), 'mine', 2);
  await (await open()).activate('mine');
  await rm(join(folder, 'own'), { recursive: true });
  expect(await (await open()).active()).toBeNull();
  await writeUntrainedModel(join(folder, 'own'), 'mine', 2);
  expect((await (await open()).active())?.id).toBe('mine');
});

it('a new installation analyses with the clinical model, whatever the names of the others', async () => {
  await writeUntrainedModel(join(folder, 'shipped'), 'a-model', 1);
  await writeUntrainedModel(join(folder, 'shipped'), 'clinical', 2);
  await writeUntrainedModel(join(folder, 'shipped'), 'seed', 3);
  expect((await (await open()).active())?.id).toBe('clinical');
});
