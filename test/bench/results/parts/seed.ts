import { existsSync } from 'node:fs';

import { cardPathOf, readModelCard } from '../../../../app/core/model-card.ts';
import { balanceRows } from '../../../../app/dataset/balance.ts';
import { createRandom } from '../../../../app/signal/random.ts';
import { decimal, percent, spread, table } from '../markdown.ts';
import type { ResultsPart } from '../part.ts';
import { balancedRows, reportOf } from '../row-report.ts';
import { nameRows, seedTestRows } from '../seed-rows.ts';
import { shippedModel, trainedSeeds } from '../shipped-model.ts';
import { figuresOfSeeds } from '../seed-figures.ts';

function spreads(seeds: readonly { accuracy: number; macroF1: number }[]) {
  return {
    accuracies: spread(
      seeds.map(({ accuracy }) => accuracy),
      (value) => percent(value),
    ),
    macros: spread(
      seeds.map(({ macroF1 }) => macroF1),
      (value) => decimal(value),
    ),
  };
}

/** The shipped seed model on the study's exact test rows. */
export const seed: ResultsPart = {
  title: "The study's rows",
  async measure(context) {
    const model = await shippedModel('seed');
    const { manifest, rows } = await seedTestRows(context);
    const report = reportOf(await nameRows(model, manifest, rows, context));
    const drawn = balanceRows(rows, balancedRows, createRandom(1));
    const balanced = reportOf(await nameRows(model, manifest, drawn, context));
    const isOurs = (await trainedSeeds('shipped')).some((other) => other.model.sha256 === model.sha256);
    const trained = isOurs ? await figuresOfSeeds('shipped', context) : [];
    const cardPath = cardPathOf(model.path);
    const card = existsSync(cardPath) ? await readModelCard(cardPath) : null;
    const seeds = trained.length > 0 ? trained : (card?.seeds ?? []);
    const where = trained.length > 0 ? 'scored here' : "as the model's card says";
    const study = await figuresOfSeeds('study', context);
    const { accuracies, macros } = spreads(seeds);
    const names = ['N', 'S', 'V', 'F', 'Q'] as const;
    return {
      text: [
        `resources/models/seed.onnx (SHA-256 ${model.sha256.slice(0, 16)}…) on the study's 21,892 test rows: first lead, mapping AAMI (escape`,
        'beats are N), split by beat: beats of the same patients are in training and test. The study: 97.22 %, macro-F1 0.86.',
        '',
        table(
          ['rows', 'accuracy %', 'macro-F1', 'balanced accuracy %', 'ECE'],
          [
            [
              'natural',
              percent(report.accuracy),
              decimal(report.macroF1),
              percent(report.balancedAccuracy),
              decimal(report.ece, 4),
            ],
            [
              `${balancedRows} of every class, seed 1`,
              percent(balanced.accuracy),
              decimal(balanced.macroF1),
              percent(balanced.balancedAccuracy),
              decimal(balanced.ece, 4),
            ],
          ],
        ),
        '',
        table(
          ['class', 'Se %', '+P %', 'F1', 'rows'],
          names.map((name) => {
            const { recall, precision, f1, support } = report.classes[name];
            return [name, percent(recall), percent(precision), decimal(f1), String(support)];
          }),
        ),
        '',
        seeds.length > 0
          ? `${seeds.length} seeds of the same recipe, ${where}, natural rows: accuracy ${accuracies} %, macro-F1 ${macros}.`
          : 'Other seeds of this recipe: not trained here and not on the card.',
        ...(study.length > 0
          ? [
              '',
              `The study's own recipe, ${study.length} seeds: accuracy ${spreads(study).accuracies} %, macro-F1 ${spreads(study).macros}.`,
            ]
          : []),
      ].join('\n'),
      summary: [
        {
          table: 'classes',
          what: 'Seed model, the same patients',
          protocol: `21,892 beats of the training patients, split by beat, 1 lead, mean of ${seeds.length} seeds`,
          figure: `accuracy ${accuracies} %, macro-F1 ${macros}`,
        },
      ],
      figures: { sha256: model.sha256, natural: report, balanced, seeds, study },
    };
  },
};
