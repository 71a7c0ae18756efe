import { benchmarkTraining } from '../../../training/benchmark.ts';
import type { CliCommand } from '../command.ts';
import { defineComparison } from './comparison.ts';

/** `caliper bench training`. */
export const trainingBench: CliCommand = {
  define(bench, context) {
    defineComparison(bench, context, {
      name: 'training',
      description: 'train the seed network',
      batch: 32,
      measure: benchmarkTraining,
    });
  },
};
