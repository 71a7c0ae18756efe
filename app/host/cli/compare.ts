import { dirname, resolve } from 'node:path';

import { InvalidArgumentError, Option } from 'commander';

import { CaliperError } from '../../contract/errors.ts';
import { classMappings } from '../../beat/classes.ts';
import type { ClassMapping } from '../../beat/classes.ts';
import { bxbText } from '../../evaluation/ec57/beat-text.ts';
import { compareBeats } from '../../evaluation/ec57/compare-beats.ts';
import type { BeatComparison } from '../../evaluation/ec57/compare-beats.ts';
import { compareRuns } from '../../evaluation/ec57/compare-runs.ts';
import type { RunComparison, RunCounts } from '../../evaluation/ec57/compare-runs.ts';
import { comparisonLabels } from '../../evaluation/ec57/labels.ts';
import { runStatistics } from '../../evaluation/ec57/run-statistics.ts';
import { rxrText } from '../../evaluation/ec57/run-text.ts';
import { beatFigures, performanceRatios, sumComparisons, sumRuns } from '../../evaluation/ec57/summary.ts';
import { summaryText } from '../../evaluation/ec57/summary-text.ts';
import { learningPeriod } from '../../evaluation/ec57/test-period.ts';
import { openFolder } from '../../files/folder.ts';
import { readAnnotator } from '../../formats/wfdb/annotators.ts';
import type { Recording } from '../../signal/recording.ts';
import type { CliCommand, CliContext } from './command.ts';
import { openRecord } from './open-record.ts';

interface CompareOptions {
  readonly reference: string;
  readonly test: string;
  readonly testDir?: string;
  readonly start: number;
  readonly mapping: ClassMapping;
  readonly bxb?: boolean;
  readonly rxr?: boolean;
  readonly json?: boolean;
}

interface Compared {
  readonly record: string;
  readonly beats: BeatComparison;
  readonly runs: RunComparison;
}

/** `caliper compare`: one annotator against another, beat by beat and run by run. */
export const compareCommand: CliCommand = {
  define(program, context) {
    program
      .command('compare')
      .description('compare beat labels with reference annotations, beat by beat and run by run (ANSI/AAMI EC57)')
      .argument('<records...>', 'recordings, with or without their ending')
      .option('--reference <name>', 'annotator that is right', 'atr')
      .requiredOption('--test <name>', 'annotator to be judged, e.g. qrs or cal')
      .option('--test-dir <folder>', "folder of the test annotations, the recording's own by default")
      .option('--start <seconds>', 'seconds left out at the start of each recording', seconds, learningPeriod)
      .addOption(
        new Option('--mapping <name>', 'ec57: escape beats e, j, n are S; aami: escape beats e, j are N')
          .choices(classMappings)
          .default('ec57'),
      )
      .option('--bxb', 'print the text of "bxb -S" (WFDB 10.7.0) for each recording')
      .option('--rxr', 'print the text of "rxr -S" (WFDB 10.7.0) for each recording')
      .option('--json', 'print one JSON object')
      .action((records: string[], options: CompareOptions) => run(records, options, context));
  },
};

async function run(records: readonly string[], options: CompareOptions, context: CliContext): Promise<void> {
  const { mapping, start } = options;
  const compared: Compared[] = [];
  const known = new Set<string>();
  for (const path of records) {
    context.signal.throwIfAborted();
    const recording = await openRecord(path);
    // "100.hea 100.dat", as a shell makes of "100.*", is one recording.
    const place = resolve(dirname(path), recording.name);
    if (known.has(place)) continue;
    known.add(place);
    compared.push(await compareRecord(recording, options));
  }
  if (options.json) context.out(`${JSON.stringify(jsonOf(compared, options))}\n`);
  else if (options.bxb || options.rxr) {
    if (mapping !== 'ec57')
      context.note(`Mapping ${mapping}: escape beats e and j are N, which bxb and rxr have as S.`);
    for (const { record, beats, runs } of compared) {
      const names = { record, reference: options.reference, test: options.test };
      if (options.bxb) context.out(bxbText(beats, names));
      if (options.rxr) context.out(rxrText(runs, names));
    }
  } else {
    const figures = compared.map(({ record, beats }) => ({ record, ...beatFigures(beats) }));
    const setting = { reference: options.reference, test: options.test, mapping, start };
    context.out(summaryText(figures, sumComparisons(compared.map(({ beats }) => beats)), setting));
  }
}

async function compareRecord(
  recording: Recording,
  { reference, test, testDir, mapping, start }: CompareOptions,
): Promise<Compared> {
  const { name, rate, frames } = recording;
  const right = await recording.annotations(reference);
  const judged = testDir
    ? await readAnnotator(openFolder(testDir), name, test, rate)
    : await recording.annotations(test).catch(sayTestFolder);
  const settings = { rate, frames, mapping, start };
  try {
    return {
      record: name,
      beats: compareBeats(right, judged, settings),
      runs: compareRuns(right, judged, settings),
    };
  } catch (error) {
    if (!(error instanceof CaliperError)) throw error;
    throw new CaliperError(error.code, `${name}: ${error.message}`, { cause: error });
  }
}

function sayTestFolder(error: unknown): never {
  if (!(error instanceof CaliperError) || error.code !== 'not-found') throw error;
  const sentence = `${error.message.replace(/\.$/, '')}; write it there or name its folder with --test-dir.`;
  throw new CaliperError('not-found', sentence, { cause: error });
}

function seconds(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= 0) || !Number.isFinite(value)) throw new InvalidArgumentError('Give seconds, 0 or more.');
  return value;
}

function runFigures({ sensitivity, positivePredictivity }: RunCounts) {
  const { couplets, shortRuns, longRuns } = runStatistics({ sensitivity, positivePredictivity });
  return {
    sensitivity,
    positivePredictivity,
    couplets: performanceRatios(couplets),
    shortRuns: performanceRatios(shortRuns),
    longRuns: performanceRatios(longRuns),
  };
}

function jsonOf(compared: readonly Compared[], { reference, test, mapping, start }: CompareOptions) {
  const { gross, average } = sumComparisons(compared.map(({ beats }) => beats));
  const { statistics: _, ...grossFigures } = gross;
  return {
    reference,
    test,
    mapping,
    start,
    labels: comparisonLabels,
    records: compared.map(({ record, beats, runs }) => ({
      record,
      matrix: beats.matrix,
      ...beatFigures(beats),
      shutdownSeconds: beats.shutdownSeconds,
      runs: {
        ventricular: runFigures(runs.ventricular),
        supraventricular: runFigures(runs.supraventricular),
      },
    })),
    gross: {
      ...grossFigures,
      runs: {
        ventricular: runFigures(sumRuns(compared.map(({ runs }) => runs.ventricular))),
        supraventricular: runFigures(sumRuns(compared.map(({ runs }) => runs.supraventricular))),
      },
    },
    average,
  };
}
