import { benchmarkInference } from '../../../training/benchmark.ts';
import type { CliCommand } from '../command.ts';
import { defineComparison } from './comparison.ts';

/** `caliper bench inference`. */
export const inferenceBench: CliCommand = {
  define(bench, context) {
    defineComparison(bench, context, {
      name: 'inference',
      description: 'name beats with the seed network',
      batch: 256,
      measure: benchmarkInference,
    });
  },
};
