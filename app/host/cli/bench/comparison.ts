import { InvalidArgumentError, type Command } from 'commander';

import type { BenchmarkOptions } from '../../../training/benchmark.ts';
import type { Comparison } from '../../../training/rounds.ts';
import type { CliContext } from '../command.ts';

interface ComparisonOptions {
  readonly threads: number;
  readonly batch: number;
  readonly seconds: number;
  readonly json?: boolean;
}

/** Declares a benchmark that compares a network with a plain product of matrices. */
export function defineComparison(
  bench: Command,
  context: CliContext,
  benchmark: {
    readonly name: string;
    readonly description: string;
    readonly batch: number;
    readonly measure: (options: BenchmarkOptions) => Promise<Comparison>;
  },
): void {
  bench
    .command(benchmark.name)
    .description(benchmark.description)
    .option('--threads <number>', 'threads of the CPU provider', wholeNumber, 1)
    .option('--batch <number>', 'beats at a time', wholeNumber, benchmark.batch)
    .option('--seconds <number>', 'time to measure for', wholeNumber, 20)
    .option('--json', 'print the result as JSON')
    .action(async ({ threads, batch, seconds, json }: ComparisonOptions) => {
      const result = await benchmark.measure({ threads, batch, seconds, signal: context.signal });
      context.out(
        json
          ? `${JSON.stringify({ name: benchmark.name, unit: 'beats/s', threads, batch, ...result })}\n`
          : asText(benchmark.name, threads, batch, result),
      );
    });
}

function asText(name: string, threads: number, batch: number, result: Comparison): string {
  const { rate, gigaflops, ceiling, ratio, best, rounds, quietRounds } = result;
  return [
    `${name}, batch ${batch}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    `${rate.toFixed(0)} beats/s = ${gigaflops.toFixed(0)} GFLOP/s`,
    `ceiling (1024 x 1024 x 1024 MatMul): ${ceiling.toFixed(0)} GFLOP/s`,
    `ratio ${ratio.toFixed(3)} (median of ${rounds} rounds, ${quietRounds} of them quiet; best round ${best.ratio.toFixed(3)})`,
    '',
  ].join('\n');
}

function wholeNumber(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return parsed;
}
