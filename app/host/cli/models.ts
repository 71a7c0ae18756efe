import { join } from 'node:path';

import { CaliperError } from '../../contract/errors.ts';
import type { ModelCard } from '../../contract/model-card.ts';
import { silentLogger } from '../../core/logger.ts';
import { createModels, type Models } from '../../core/models.ts';
import { openStore } from '../../store/open-store.ts';
import { resourcesFolder } from '../resources.ts';
import type { CliCommand, CliContext } from './command.ts';

interface Options {
  readonly json?: boolean;
}

/** `caliper models`: the registry of models. */
export const modelsCommand: CliCommand = {
  define(program, context) {
    const models = program.command('models').description('list, show and activate the models of this installation');
    models
      .command('list')
      .description('the models, the active one marked with *')
      .option('--json', 'print JSON')
      .action((options: Options) => withModels(context, (registry) => list(registry, options, context)));
    models
      .command('show')
      .description('the card of a model')
      .argument('<id>', 'id of the model')
      .option('--json', 'print JSON')
      .action((id: string, options: Options) =>
        withModels(context, async (registry) => show(await registry.card(id), options, context)),
      );
    models
      .command('activate')
      .description('use a model for every new analysis; labels given so far stay')
      .argument('<id>', 'id of the model')
      .action((id: string) => withModels(context, (registry) => registry.activate(id)));
  },
};

async function withModels(context: CliContext, work: (models: Models) => Promise<void> | void): Promise<void> {
  const store = await openStore(join(context.dataFolder, 'caliper.db'));
  try {
    await work(
      await createModels(store, join(resourcesFolder(), 'models'), join(context.dataFolder, 'models'), silentLogger),
    );
  } finally {
    await store.close();
  }
}

async function list(models: Models, { json }: Options, context: CliContext): Promise<void> {
  const known = await models.list();
  if (json) return context.out(`${JSON.stringify(known)}\n`);
  if (known.length === 0)
    throw new CaliperError('not-found', 'There is no model here: run "npm run models" or train one.');
  for (const { id, name, active, accuracy, sha256 } of known) {
    context.out(
      `${active ? '*' : ' '} ${id}  ${name}  accuracy ${accuracy === null ? '-' : accuracy.toFixed(4)}  ${sha256.slice(0, 12)}\n`,
    );
  }
}

function show(card: ModelCard, { json }: Options, context: CliContext): void {
  if (json) return context.out(`${JSON.stringify(card)}\n`);
  const { training, test } = card;
  context.out(
    [
      `${card.name} (${card.id})`,
      card.intendedUse,
      ...card.limitations,
      `architecture ${card.architecture}, ${card.parameters} parameters, ${card.bytes} bytes, SHA-256 ${card.sha256}`,
      `trained on ${training.protocol}: ${training.split}; lead ${training.lead}; mapping ${training.mapping}; seed ${training.seed}; best epoch ${training.bestEpoch} of ${training.epochs}`,
      test === null
        ? 'never scored on test rows'
        : `test: accuracy ${test.accuracy.toFixed(4)}, macro-F1 ${test.macroF1.toFixed(4)}`,
      '',
    ].join('\n'),
  );
}
