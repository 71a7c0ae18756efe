import type { ApplicationContract } from '../contract/application.ts';
import { buildFigures } from '../evaluation/figures.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
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
    'models.figures': async ({ modelId, theme }) => buildFigures(await models.card(modelId), theme),
    'models.activate': async ({ modelId }) => {
      await models.activate(modelId);
      emit('models.changed', {});
      return {};
    },
  };
}
