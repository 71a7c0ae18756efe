import { join } from 'node:path';

import { resourcesFolder } from '../../../../app/host/resources.ts';
import { decimal, percent, spread, table } from '../markdown.ts';
import { NotHere } from '../part.ts';
import type { ResultsPart } from '../part.ts';
import { balancedRows } from '../row-report.ts';
import { figuresOfSeeds } from '../seed-figures.ts';
import { runProgram } from '../seed-rows.ts';

/** The network that the study compares itself with, trained by our code. */
export const kachuee: ResultsPart = {
  title: "Kachuee's residual network on the study's rows",
  async measure(context) {
    if (context.train) {
      context.note('Training Kachuee’s network, three seeds …');
      const models = join(resourcesFolder(), '..', 'build', 'models.mjs');
      await runProgram([models, '--recipe', 'kachuee', '--resume', '--json'], context.signal);
    }
    const seeds = await figuresOfSeeds('kachuee', context);
    if (seeds.length === 0) {
      throw new NotHere('Kachuee’s network is not trained here: run "npm run results -- --only kachuee --train".');
    }
    const accuracy = spread(
      seeds.map((seed) => seed.accuracy),
      (value) => percent(value),
    );
    const macroF1 = spread(
      seeds.map((seed) => seed.macroF1),
      (value) => decimal(value),
    );
    const balanced = spread(
      seeds.map((seed) => seed.balancedAccuracy),
      (value) => percent(value),
    );
    return {
      text: [
        `The residual network of Kachuee et al. 2018, ${seeds.length} seeds, trained on the study's training rows and scored on its 21,892 test rows`,
        `(natural) and on ${balancedRows} rows of every class drawn from them (S and F partly more than once), as the paper tests; the paper: 93.4 %.`,
        'First lead, mapping AAMI, split by beat: the patients are those of the training rows.',
        '',
        table(
          ['seed', 'natural: accuracy %', 'macro-F1', 'ECE', 'balanced: accuracy %'],
          [
            ...seeds.map((seed) => [
              String(seed.seed),
              percent(seed.accuracy),
              decimal(seed.macroF1),
              decimal(seed.ece, 4),
              percent(seed.balancedAccuracy),
            ]),
            ['mean', accuracy, macroF1, '', balanced],
          ],
        ),
      ].join('\n'),
      summary: [
        {
          table: 'classes',
          what: 'Kachuee’s network, trained by us',
          protocol: `the study's rows, 1 lead, ${seeds.length} seeds; natural, then ${balancedRows} rows of every class`,
          figure: `accuracy ${accuracy} %, macro-F1 ${macroF1}; balanced ${balanced} %`,
        },
      ],
      figures: seeds,
    };
  },
};
