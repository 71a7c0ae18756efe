import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { InvalidArgumentError } from 'commander';

import { CaliperError } from '../../contract/errors.ts';
import type { ModelCard } from '../../contract/model-card.ts';
import type { Figure } from '../../contract/records.ts';
import { cardPathOf } from '../../core/model-card.ts';
import { balanceRows } from '../../dataset/balance.ts';
import type { DatasetManifest } from '../../dataset/folder-format.ts';
import type { LabelledRows } from '../../dataset/rows.ts';
import { buildFigures } from '../../evaluation/figures.ts';
import { confusionFigure } from '../../evaluation/figures/confusion-figure.ts';
import { reliabilityFigure } from '../../evaluation/figures/reliability.ts';
import { reportPage } from '../../evaluation/page.ts';
import { palettes } from '../../evaluation/palette.ts';
import { figureSvg } from '../../evaluation/svg.ts';
import { tableText } from '../../evaluation/table.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import type { ModelFile } from '../../inference/client.ts';
import { createInference } from '../../inference/client.ts';
import { createRandom } from '../../signal/random.ts';
import { readDatasetFolder } from '../dataset-folder.ts';
import type { Evaluation } from '../evaluate-model.ts';
import { evaluateModel, readCardOf } from '../evaluate-model.ts';
import { launchChild } from '../launch.ts';
import type { CliCommand, CliContext } from './command.ts';
import { chooseModel } from './model-choice.ts';

interface EvaluateOptions {
  readonly model: string;
  readonly dataset: string;
  readonly split: string;
  readonly balanced?: number;
  readonly seed: number;
  readonly report?: string;
  readonly writeCard?: boolean;
  readonly json?: boolean;
}

/** `caliper evaluate`: a model's figures on the rows of a split, beside the study's. */
export const evaluateCommand: CliCommand = {
  define(program, context) {
    program
      .command('evaluate')
      .description('score a model on labelled rows: classification report, confusion matrices, calibration')
      .requiredOption('--model <id or file>', 'model to score')
      .requiredOption('--dataset <folder>', 'data set made by "dataset build"')
      .option('--split <name>', 'which rows', 'test')
      .option('--balanced <number>', 'draw so many rows of every class, as Kachuee et al. did (819)', whole)
      .option('--seed <number>', 'of the balanced draw', whole, 1)
      .option('--report <folder>', 'write the table (text, JSON, HTML) and the figures (SVG) there')
      .option('--write-card', "write the result into the model's card as its test")
      .option('--json', 'print the result as JSON')
      .action((options: EvaluateOptions) => evaluate(options, context));
  },
};

async function evaluate(options: EvaluateOptions, context: CliContext): Promise<void> {
  if (options.balanced !== undefined && options.writeCard)
    throw new CaliperError('invalid-input', 'A card holds figures on all rows; leave out --balanced or --write-card.');
  const model = await chooseModel(options.model, context.dataFolder);
  const card = await readCardOf(model.path);
  const { manifest, splits } = await readDatasetFolder(options.dataset, [options.split]);
  const rows = chosenRows(splits[options.split]!, options);
  const inference = createInference({ launch: launchChild });
  let evaluation: Evaluation;
  try {
    evaluation = await evaluateModel(inference, model, manifest, rows, { signal: context.signal });
  } finally {
    await inference.close();
  }
  const { report } = evaluation;
  const scored = card && { ...card, test: report };
  if (options.report) await writeReport(options, model, manifest, scored, evaluation);
  if (options.writeCard && scored) {
    await writeFileAtomic(cardPathOf(model.path), encode(`${JSON.stringify(scored, null, 2)}\n`));
  }
  if (!card) context.note(`${model.path} has no card beside it; figures of its training are left out.`);
  const draw = options.balanced && { draw: { perClass: options.balanced, seed: options.seed } };
  context.out(options.json ? `${JSON.stringify({ ...report, model: idOf(model), ...draw })}\n` : tableText(report));
}

function chosenRows(rows: LabelledRows, { balanced, seed }: EvaluateOptions): LabelledRows {
  return balanced === undefined ? rows : balanceRows(rows, balanced, createRandom(seed));
}

function whole(value: string): number {
  const parsed = Number(value);
  if (!/^\d+$/u.test(value) || parsed >= 2 ** 31) throw new InvalidArgumentError('Give a whole number.');
  return parsed;
}

function idOf({ id, sha256 }: ModelFile): { id: string; sha256: string } {
  return { id, sha256 };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function figuresOf(card: ModelCard | null, { report, calibration, specification }: Evaluation): Figure[] {
  const inputs = {
    leads: specification.leads.length,
    length: specification.length,
    features: specification.features.length,
    classes: specification.classes.length,
  };
  const palette = palettes.light;
  const figures = card
    ? buildFigures(card, 'light', inputs)
    : [confusionFigure(report.confusion, 'counts', palette), confusionFigure(report.confusion, 'shares', palette)];
  return [...figures, reliabilityFigure(calibration, palette)];
}

async function writeReport(
  options: EvaluateOptions,
  model: ModelFile,
  manifest: DatasetManifest,
  card: ModelCard | null,
  evaluation: Evaluation,
): Promise<void> {
  const folder = resolve(options.report ?? '.');
  await mkdir(folder, { recursive: true });
  const figures = figuresOf(card, evaluation);
  const { report, calibration } = evaluation;
  const details = {
    model: basename(model.path),
    sha256: model.sha256,
    dataset: `${manifest.protocol}, split "${options.split}"${options.balanced ? `, ${options.balanced} rows of every class drawn with seed ${options.seed}` : ''}`,
    split: manifest.split,
  };
  for (const figure of figures) await writeFileAtomic(join(folder, `${figure.name}.svg`), encode(figureSvg(figure)));
  await writeFileAtomic(join(folder, 'table.txt'), encode(tableText(report)));
  const json = { ...report, calibration: calibration.bins, model: idOf(model), dataset: details.dataset };
  await writeFileAtomic(join(folder, 'report.json'), encode(`${JSON.stringify(json, null, 2)}\n`));
  await writeFileAtomic(join(folder, 'report.html'), encode(reportPage(report, figures, details)));
}
