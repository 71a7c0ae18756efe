import { readFile } from 'node:fs/promises';

import type { ApplicationContract } from '../contract/application.ts';
import { beatClasses } from '../contract/classes.ts';
import { buildFigures } from '../evaluation/figures.ts';
import { readModelMetadata } from '../model/onnx/metadata.ts';
import type { NetworkInputs } from '../model/network.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
import type { RegisteredModel } from '../store/store.ts';
import type { Models } from './models.ts';

type ModelCalls = 'models.list' | 'models.show' | 'models.figures' | 'models.activate';

/** Models: which there are, what each can do, and which one new analyses use. */
export function modelHandlers(
  models: Models,
  emit: Emit<ApplicationContract>,
): Pick<Handlers<ApplicationContract>, ModelCalls> {
  return {
    'models.list': () => models.list(),
    'models.show': ({ modelId }) => models.card(modelId),
    'models.figures': async ({ modelId, theme }) =>
      buildFigures(await models.card(modelId), theme, await networkInputs(await models.find(modelId))),
    'models.activate': async ({ modelId }) => {
      await models.activate(modelId);
      emit('models.changed', {});
      return {};
    },
  };
}

/** What a model's network reads, as its file says. */
async function networkInputs({ path }: RegisteredModel): Promise<NetworkInputs> {
  const { leads, length, features } = readModelMetadata(await readFile(path));
  return { leads: leads.length, length, features: features.length, classes: beatClasses.length };
}
