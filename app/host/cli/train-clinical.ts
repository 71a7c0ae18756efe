import { openFolder } from '../../files/folder.ts';
import { openWfdb } from '../../formats/wfdb/open.ts';
import { buildClinical } from '../clinical/build-clinical.ts';
import { verifyMitdb } from '../mitdb-source.ts';
import type { CliCommand, CliContext } from './command.ts';

interface TrainClinicalOptions {
  readonly source: string;
  readonly noise: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `caliper train-clinical`: the clinical model from raw records. */
export const trainClinicalCommand: CliCommand = {
  define(program, context) {
    program
      .command('train-clinical')
      .description('train the clinical model on DS1 of the MIT-BIH Arrhythmia Database; DS2 is not opened')
      .requiredOption('--source <folder>', 'folder of the MIT-BIH Arrhythmia Database')
      .requiredOption('--noise <folder>', 'folder of the MIT-BIH Noise Stress Test Database')
      .requiredOption('--out <folder>', 'receives clinical.onnx, its card, and each network by itself')
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
  const built = await buildClinical(opener(options.source), opener(options.noise), options.out, context);
  context.out(options.json ? `${JSON.stringify(built)}\n` : `${built.model}\n`);
}
