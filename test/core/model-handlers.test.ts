import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { expect, it } from 'vitest';

import { silentLogger } from '../../app/core/logger.ts';
import { modelHandlers } from '../../app/core/model-handlers.ts';
import { createModels } from '../../app/core/models.ts';
import { openStore } from '../../app/store/open-store.ts';

const context = { signal: new AbortController().signal };

it('the figures of every shipped model can be drawn, its network as its file has it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caliper-models-'));
  const store = await openStore(join(folder, 'caliper.db'));
  const shipped = resolve(import.meta.dirname, '../../resources/models');
  const models = await createModels(store, shipped, join(folder, 'own'), silentLogger);
  const handlers = modelHandlers(models, () => undefined);
  const list = await models.list();
  expect(list.length).toBeGreaterThan(0);
  for (const { id } of list) {
    const figures = await handlers['models.figures']({ modelId: id, theme: 'light' }, context);
    expect(figures.map(({ name }) => name)).toContain('confusion-matrix');
  }
  await store.close();
  await rm(folder, { recursive: true });
});
