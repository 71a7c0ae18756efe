import { mkdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { beatClasses } from '../../contract/classes.ts';
import { CaliperError } from '../../contract/errors.ts';
import type { EpochRecord } from '../../contract/model-card.ts';
import type { DatasetManifest } from '../../dataset/folder-format.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import type { ModelSpecification } from '../../model/specification.ts';
import { trainInProcess } from '../../training/client.ts';
import type { TrainingProgress, TrainingResult } from '../../training/contract.ts';
import { createModelCard } from '../../training/model-card.ts';
import type { TrainingOptions, TrainingRequest } from '../../training/request.ts';
import { readDatasetFolder } from '../dataset-folder.ts';
import { launchChild } from '../launch.ts';
import { version } from '../version.ts';
import type { CliCommand, CliContext } from './command.ts';
import { defineRecipe, recipeOf, type RecipeOptions } from './train-recipe.ts';

interface TrainOptions extends RecipeOptions {
  readonly dataset: string;
  readonly provider: string;
  readonly resume?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

/** `caliper train`: learn a beat classifier from a data set folder. */
export const trainCommand: CliCommand = {
  define(program, context) {
    const command = program
      .command('train')
      .description('train a beat classifier; the defaults are the recipe of the study')
      .requiredOption('--dataset <folder>', 'data set that "caliper dataset build" made');
    defineRecipe(command)
      .option('--provider <name>', 'cpu', 'cpu')
      .option('--resume', 'go on from the checkpoint in the output folder')
      .requiredOption('--out <folder>', 'receives model.onnx, model.card.json, curves.csv, checkpoint.bin')
      .option('--json', 'print the result as JSON')
      .action((options: TrainOptions) => trainFromFolder(options, context));
  },
};

async function trainFromFolder(options: TrainOptions, context: CliContext): Promise<void> {
  if (options.provider !== 'cpu')
    throw new CaliperError('unsupported', `Training runs on the provider "cpu" only, not on "${options.provider}".`);
  const recipe = recipeOf(options);
  const { manifest, splits } = await readDatasetFolder(options.dataset, ['train']);
  const rows = splits['train']!;
  const specification = specificationFor(manifest, options.architecture);
  await mkdir(options.out, { recursive: true });
  const checkpointPath = join(options.out, 'checkpoint.bin');
  const request: TrainingRequest = {
    specification,
    rows: {
      beats: rows.beats,
      labels: rows.labels,
      features: rows.features,
      ...(recipe.sampling && { groups: rows.recordingOf }),
    },
    options: recipe,
    checkpoint: options.resume ? await readCheckpoint(checkpointPath) : null,
  };

  let saving = Promise.resolve();
  const listeners = {
    ...progressNotes(context, recipe.epochs),
    onCheckpoint(bytes: Uint8Array) {
      saving = saving
        .then(() => writeFileAtomic(checkpointPath, bytes))
        .catch((error: unknown) => context.note(`This epoch has no checkpoint: ${String(error)}`));
    },
  };
  const result = await trainInProcess(launchChild, request, listeners, context.signal);
  await saving;
  const written = await writeModel(options.out, result, specification, recipe, manifest);
  const best = result.epochs[result.bestEpoch - 1]!;
  context.note(
    `${result.stopped ? 'Stopped' : 'Done'}: epoch ${best.epoch} ${recipe.choose === 'last' ? 'is kept' : 'is best'}, validation macro-F1 ${best.validationMacroF1.toFixed(4)}, accuracy ${best.validationAccuracy.toFixed(4)}.`,
  );
  if (!options.json) return context.out(`${written.model}\n`);
  const { epochs, seconds, stopped, weightsSha256, temperature, before, after } = result;
  context.out(
    `${JSON.stringify({ ...written, epochs, best, seconds, stopped, weightsSha256, temperature, seed: recipe.seed, before, after })}\n`,
  );
}

async function writeModel(
  out: string,
  result: TrainingResult,
  specification: ModelSpecification,
  recipe: TrainingOptions,
  manifest: DatasetManifest,
) {
  const model = join(out, 'model.onnx');
  const card = join(out, 'model.card.json');
  const description = createModelCard(result, specification, recipe, {
    id: `${specification.architecture}-${result.weightsSha256.slice(0, 8)}`,
    name: `${specification.architecture} network on the ${manifest.protocol} protocol, random seed ${recipe.seed}`,
    codeVersion: version,
    createdAt: new Date().toISOString(),
    protocol: manifest.protocol,
    split: manifest.split,
  });
  await writeFileAtomic(model, result.model);
  await writeFileAtomic(card, text(`${JSON.stringify(description, null, 2)}\n`));
  await writeFileAtomic(join(out, 'curves.csv'), text(curves(result.epochs)));
  return { model, card };
}

/** What the network reads follows from how the rows of the data set were cut. */
function specificationFor(manifest: DatasetManifest, architecture: string): ModelSpecification {
  const { rate, length, leads, window, normalisation, resampling } = manifest.shape;
  return {
    version: 1,
    architecture,
    rate,
    length,
    leads,
    window,
    normalisation,
    resampling,
    features: manifest.features,
    classes: [...beatClasses],
    mapping: manifest.mapping,
    ...(manifest.protocol === 'clinical' && { preparation: 'clinical' as const }),
  };
}

async function readCheckpoint(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new CaliperError('not-found', `There is no ${basename(path)} in ${resolve(path, '..')} to go on from.`, {
      cause: error,
    });
  }
}

function progressNotes(context: CliContext, epochs: number) {
  const pause = context.interactive ? 2_000 : 15_000;
  let last = performance.now();
  return {
    onEpoch({
      epoch,
      trainingLoss,
      trainingAccuracy,
      validationLoss,
      validationAccuracy,
      validationMacroF1,
      seconds,
    }: EpochRecord) {
      last = performance.now();
      context.note(
        `epoch ${epoch}/${epochs}: loss ${trainingLoss.toFixed(4)}, accuracy ${trainingAccuracy.toFixed(4)}; ` +
          `validation loss ${validationLoss.toFixed(4)}, accuracy ${validationAccuracy.toFixed(4)}, ` +
          `macro-F1 ${validationMacroF1.toFixed(4)}; ${seconds.toFixed(1)} s`,
      );
    },
    onProgress({ epoch, step, steps, beatsPerSecond, secondsLeft }: TrainingProgress) {
      if (performance.now() - last < pause) return;
      last = performance.now();
      context.note(
        `epoch ${epoch}/${epochs}: step ${step}/${steps}, ${beatsPerSecond.toFixed(0)} beats/s, ${duration(secondsLeft)} left`,
      );
    },
  };
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function curves(epochs: readonly EpochRecord[]): string {
  const columns = Object.keys(epochs[0]!) as (keyof EpochRecord)[];
  return (
    [columns.join(','), ...epochs.map((epoch) => columns.map((column) => epoch[column]).join(','))].join('\n') + '\n'
  );
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
