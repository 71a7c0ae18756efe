import { analysisBench } from './bench/analysis.ts';
import { inferenceBench } from './bench/inference.ts';
import { storeBench } from './bench/store.ts';
import { trainingBench } from './bench/training.ts';
import { viewerBench } from './bench/viewer.ts';
import type { CliCommand } from './command.ts';

/** `caliper bench`: the product measures itself. One file a benchmark, in `bench/`. */
export const benchCommand: CliCommand = {
  define(program, context) {
    const bench = program.command('bench').description('measure speed beside a ceiling in the same run');
    for (const { define } of [trainingBench, inferenceBench, analysisBench, storeBench, viewerBench])
      define(bench, context);
  },
};
