import { readFile } from 'node:fs/promises';

import * as v from 'valibot';

import { CaliperError } from '../../contract/errors.ts';
import { TestLook } from '../../contract/model-card.ts';
import { readModelCard } from '../../core/model-card.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import { openFolder } from '../../files/folder.ts';
import { openWfdb } from '../../formats/wfdb/open.ts';
import { buildClinical } from '../clinical/build-clinical.ts';
import { scoreClinical } from '../clinical/score-clinical.ts';
import { verifyMitdb } from '../mitdb-source.ts';
import type { CliCommand, CliContext } from './command.ts';

interface TrainClinicalOptions {
  readonly source: string;
  readonly noise: string;
  readonly out: string;
  readonly test?: boolean;
  readonly looks?: string;
  readonly json?: boolean;
}

/** `caliper train-clinical`: the clinical model from raw records. */
export const trainClinicalCommand: CliCommand = {
  define(program, context) {
    program
      .command('train-clinical')
      .description('train the clinical model on DS1 of the MIT-BIH Arrhythmia Database; DS2 is opened with --test only')
      .requiredOption('--source <folder>', 'folder of the MIT-BIH Arrhythmia Database')
      .requiredOption('--noise <folder>', 'folder of the MIT-BIH Noise Stress Test Database')
      .requiredOption('--out <folder>', 'receives clinical.onnx, its card, and each network by itself')
      .option('--test', 'then score it on DS2 and write the figures into the card: a look at the test records')
      .option('--looks <file>', 'log of the looks at DS2 (JSON), which the card repeats')
      .option('--json', 'print the paths as JSON')
      .action((options: TrainClinicalOptions) => trainClinical(options, context));
  },
};

async function trainClinical(options: TrainClinicalOptions, context: CliContext): Promise<void> {
  await verifyMitdb(options.source);
  const opener = (path: string) => {
    const folder = openFolder(path);
    return (name: string) => {
      context.signal.throwIfAborted();
      return openWfdb(folder, name);
    };
  };
  const looks = options.looks === undefined ? [] : await readLooks(options.looks);
  const open = opener(options.source);
  const built = await buildClinical(open, opener(options.noise), options.out, context);
  const score = options.test ? await scoreClinical(open, built.model, built.members) : {};
  const card = { ...(await readModelCard(built.card)), ...score, looks };
  await writeFileAtomic(built.card, new TextEncoder().encode(`${JSON.stringify(card, null, 2)}\n`));
  context.out(options.json ? `${JSON.stringify(built)}\n` : `${built.model}\n`);
}

async function readLooks(path: string): Promise<TestLook[]> {
  try {
    return v.parse(v.array(TestLook), JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new CaliperError('invalid-input', `${path} is no log of looks at the test records.`, { cause: error });
  }
}
