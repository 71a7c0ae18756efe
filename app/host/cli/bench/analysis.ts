import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { InvalidArgumentError } from 'commander';

import { analysisStages } from '../../../core/analysis-stages.ts';
import { beatSource } from '../../../core/beat-positions.ts';
import { lanesFor } from '../../../core/classify-beats.ts';
import { nameRecording } from '../../../core/name-recording.ts';
import { openRecordingAt } from '../../../files/folder.ts';
import { writeSimulation } from '../../../files/write-simulation.ts';
import { createInference } from '../../../inference/client.ts';
import type { Recording } from '../../../signal/recording.ts';
import { openStore } from '../../../store/open-store.ts';
import { launchChild } from '../../launch.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { chooseModel, shippedModel } from '../model-choice.ts';
import { addRecording } from './store-session.ts';

interface AnalysisBenchOptions {
  readonly hours: number;
  readonly leads: number;
  readonly rate: number;
  readonly model: string;
  readonly threads: number;
  readonly json?: boolean;
}

/** What one analysis took. Rates are seconds of recording a second. */
export interface AnalysisBenchResult {
  readonly name: 'analysis';
  readonly rate: number;
  readonly unit: 'x real time';
  /** Reading and decoding every sample once, and nothing else. */
  readonly ceiling: number;
  readonly ratio: number;
  readonly hours: number;
  readonly leads: number;
  readonly samplesPerSecond: number;
  readonly beats: number;
  /** From opening the model to the last beat stored. */
  readonly seconds: number;
  /** Seconds that this process spent on each stage, and on waiting for the model; see `analysisStages`. */
  readonly stages: Readonly<Record<string, number>>;
  /** Processor time of this process alone, in seconds. */
  readonly processorSeconds: number;
  /** Largest memory of this process in bytes. */
  readonly memory: number;
  /** Processes that named beats. */
  readonly processes: number;
  readonly provider: string;
  readonly model: string;
}

const seed = 1;
const tolerance = 54;
/** Seconds read at a time for the ceiling. */
const window = 120;

/** `caliper bench analysis`. */
export const analysisBench: CliCommand = {
  define(bench, context) {
    bench
      .command('analysis')
      .description('find, name and store the beats of a long simulated recording')
      .option('--hours <number>', 'duration of the recording', wholeNumber, 24)
      .option('--leads <number>', 'leads of the recording', wholeNumber, 2)
      .option('--rate <number>', 'samples per second', wholeNumber, 360)
      .option('--model <id or file>', 'model to name the beats with', shippedModel)
      .option('--threads <number>', 'processes that name beats', wholeNumber, availableParallelism())
      .option('--json', 'print the result as JSON')
      .action(async (options: AnalysisBenchOptions) => {
        const result = await benchAnalysis(options, context);
        context.out(options.json ? `${JSON.stringify(result)}\n` : asText(result));
      });
  },
};

async function benchAnalysis(options: AnalysisBenchOptions, context: CliContext): Promise<AnalysisBenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'caliper-bench-'));
  try {
    const { hours, leads, rate } = options;
    const settings = { seconds: 3600 * hours, leads, rate, seed, scenario: 'mixed' } as const;
    context.note(`Simulating ${hours} h`);
    const { record } = await writeSimulation(settings, folder, 'day', undefined, context.signal);
    const recording = await openRecordingAt(record);
    const ceiling = await readAll(recording);
    context.note('Analysing');
    const result = await analyse(recording, folder, options, context);
    return { ...result, ceiling, ratio: result.rate / ceiling };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds of the recording that are read and decoded in a second. */
async function readAll(recording: Recording): Promise<number> {
  const leads = recording.leads.map((_, index) => index);
  const from = performance.now();
  const step = window * recording.rate;
  for (let at = 0; at < recording.frames; at += step) await recording.read(leads, at, at + step);
  return (1000 * recording.frames) / recording.rate / (performance.now() - from);
}

async function analyse(
  recording: Recording,
  folder: string,
  options: AnalysisBenchOptions,
  context: CliContext,
): Promise<Omit<AnalysisBenchResult, 'ceiling' | 'ratio'>> {
  const store = await openStore(join(folder, 'caliper.db'));
  const inference = createInference({ launch: launchChild });
  try {
    await addRecording(store, 'bench', recording.frames);
    const before = process.cpuUsage();
    const begun = performance.now();
    const model = await chooseModel(options.model, context.dataFolder);
    const settings = { provider: 'cpu', threads: options.threads };
    const open = await inference.load(model, settings);
    const stages = analysisStages(recording, (performance.now() - begun) / 1000);
    const { signal } = context;
    const source = await beatSource(stages.forFinding, 'aami', { from: 'detector', signal });
    const startedAt = new Date().toISOString();
    const run = { id: 'run', sessionId: 'bench', model, provider: 'cpu', settings: {}, startedAt, annotator: null };
    await store.beginRun(run);
    const { beats } = await nameRecording({
      inference,
      settings,
      model: { ...model, open },
      source,
      stages,
      signal,
      keep: (part) => store.appendBeats('run', part),
      report: () => undefined,
    });
    const finishing = performance.now();
    const taken = stages.seconds();
    await store.finishRun('run', open.provider, tolerance, {
      leads: [],
      stages: taken,
      quality: null,
      drift: null,
      decision: null,
    });
    const finished = (performance.now() - finishing) / 1000;
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(before);
    return {
      name: 'analysis',
      rate: recording.frames / recording.rate / seconds,
      unit: 'x real time',
      hours: options.hours,
      leads: recording.leads.length,
      samplesPerSecond: recording.rate,
      beats,
      seconds,
      stages: Object.fromEntries(
        taken.map(({ stage, seconds: of }) => [stage, stage === 'storing' ? of + finished : of]),
      ),
      processorSeconds: (user + system) / 1e6,
      memory: 1024 * process.resourceUsage().maxRSS,
      processes: lanesFor(open, settings, recording),
      provider: open.provider,
      model: model.id,
    };
  } finally {
    await inference.close();
    await store.close();
  }
}

function asText(result: AnalysisBenchResult): string {
  const stages = Object.entries(result.stages).map(([stage, seconds]) => `  ${stage}: ${seconds.toFixed(2)} s`);
  return [
    `${result.hours} h, ${result.leads} lead(s) at ${result.samplesPerSecond} samples per second, ${result.beats.toLocaleString('en')} beats`,
    `${result.seconds.toFixed(2)} s = ${Math.round(result.rate).toLocaleString('en')} ${result.unit}, ${result.model} on ${result.provider} in ${result.processes} process(es)`,
    ...stages,
    `processor time of this process ${result.processorSeconds.toFixed(2)} s, memory ${Math.round(result.memory / 2 ** 20)} MiB`,
    `ceiling (reading and decoding alone): ${Math.round(result.ceiling).toLocaleString('en')} ${result.unit}, ratio ${result.ratio.toFixed(3)}`,
    '',
  ].join('\n');
}

function wholeNumber(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return parsed;
}
