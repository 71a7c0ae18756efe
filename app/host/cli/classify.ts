import { analyzeRecords, strengthOf, wholeNumber, type AnalyzeOptions } from './analyze.ts';
import type { CliCommand } from './command.ts';
import { shippedModel } from './model-choice.ts';

/** `caliper classify`: name beats whose positions are known. */
export const classifyCommand: CliCommand = {
  define(program, context) {
    program
      .command('classify')
      .description('name the beats at the positions of an annotator, and write RECORD.cal')
      .argument('<records...>', 'recordings, with or without their ending')
      .requiredOption('--beats <annotator>', 'annotator whose beats are named, e.g. atr')
      .option('--model <id or file>', 'model to name the beats with', shippedModel)
      .option('--provider <name>', 'cpu, cuda, dml, coreml, webgpu or auto', 'cpu')
      .option('--threads <number>', 'threads of the CPU provider', wholeNumber)
      .option('--strength <number>', 'how much rare classes are held back, 0 to 2: less finds more of them', strengthOf)
      .option('--out <folder>', 'folder of the .cal files', '.')
      .option('--json', 'print the results as JSON')
      .action((records: string[], options: AnalyzeOptions) => analyzeRecords(records, options, context));
  },
};
