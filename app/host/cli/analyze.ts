import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { detectBeats } from '../../beat/detect.ts';

import { beatClasses, notAnalysed } from '../../contract/classes.ts';
import { CaliperError } from '../../contract/errors.ts';
import type { ClassCounts } from '../../contract/records.ts';
import { classifyBeats } from '../../core/classify-beats.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import { openRecordingAt } from '../../files/folder.ts';
import { isBeatCode } from '../../formats/wfdb/codes.ts';
import { writeAnnotations } from '../../formats/wfdb/write-annotations.ts';
import { createInference, type Inference, type ModelFile } from '../../inference/client.ts';
import type { Annotation, Recording } from '../../signal/recording.ts';
import { launchChild } from '../launch.ts';
import type { CliCommand, CliContext } from './command.ts';
import { chooseModel, shippedModel } from './model-choice.ts';

export interface AnalyzeOptions {
  readonly model: string;
  readonly provider: string;
  readonly threads?: number;
  readonly out?: string;
  readonly json?: boolean;
  /** Annotator whose beats are named; the detector finds them when left out. */
  readonly beats?: string;
}

/** `caliper analyze`: find the beats, name them, write them down. */
export const analyzeCommand: CliCommand = {
  define(program, context) {
    program
      .command('analyze')
      .description('find every beat, name it, and write RECORD.cal (WFDB annotations)')
      .argument('<records...>', 'recordings, with or without their ending')
      .option('--model <id or file>', 'model to name the beats with', shippedModel)
      .option('--provider <name>', 'cpu, cuda, dml, coreml, webgpu or auto', 'cpu')
      .option('--threads <number>', 'threads of the CPU provider', wholeNumber)
      .option('--out <folder>', 'folder of the .cal files', '.')
      .option('--json', 'print the results as JSON')
      .action((records: string[], options: AnalyzeOptions) => analyzeRecords(records, options, context));
  },
};

interface AnalyzeResult {
  readonly record: string;
  readonly beats: number;
  readonly classes: Record<string, number>;
  readonly seconds: { read: number; detect: number; classify: number; total: number };
  readonly provider: string;
  readonly model: { id: string; sha256: string };
}

/** Runs `analyze` and `classify`: the same work, with beats found or given. */
export async function analyzeRecords(
  records: readonly string[],
  options: AnalyzeOptions,
  context: CliContext,
): Promise<void> {
  const model = await chooseModel(options.model, context.dataFolder);
  const folder = resolve(options.out ?? '.');
  await mkdir(folder, { recursive: true });
  const inference = createInference({ launch: launchChild });
  const results: AnalyzeResult[] = [];
  try {
    for (const record of records) {
      context.signal.throwIfAborted();
      const result = await analyzeRecord(record, folder, model, inference, options, context);
      results.push(result);
      if (!options.json) context.out(`${summary(result)}\n`);
    }
  } finally {
    await inference.close();
  }
  if (options.json) context.out(`${JSON.stringify(results)}\n`);
}

async function analyzeRecord(
  record: string,
  folder: string,
  model: ModelFile,
  inference: Inference,
  options: AnalyzeOptions,
  context: CliContext,
): Promise<AnalyzeResult> {
  const clock = stopwatch();
  const recording = await openRecordingAt(record);
  const settings = {
    provider: options.provider,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  };
  const { specification, provider, attempts } = await inference.load(model, settings);
  for (const { provider: tried, outcome, note } of attempts) {
    if (outcome !== 'used') context.note(`${tried} could not be used (${outcome}): ${note.split('\n')[0]}`);
  }
  const read = clock();
  const samples =
    options.beats === undefined
      ? (await detectBeats(recording, { signal: context.signal })).samples
      : await beatsOf(recording, options.beats);
  const detect = clock();
  const labels = new Uint8Array(samples.length);
  for await (const named of classifyBeats(inference, model, specification, recording, samples, {
    ...settings,
    signal: context.signal,
  })) {
    labels.set(named.labels, named.first);
  }
  const classify = clock();
  await writeFileAtomic(join(folder, `${recording.name}.cal`), writeAnnotations(asAnnotations(samples, labels)));
  const counts = countLabels(labels);
  return {
    record: recording.name,
    beats: samples.length,
    classes: Object.fromEntries(beatClasses.map((name, index) => [name, counts[index] ?? 0])),
    seconds: { read, detect, classify, total: read + detect + classify + clock() },
    provider,
    model: { id: model.id, sha256: model.sha256 },
  };
}

async function beatsOf(recording: Recording, annotator: string): Promise<Int32Array> {
  const beats = (await recording.annotations(annotator)).filter(
    ({ code, sample }) => isBeatCode(code) && sample >= 0 && sample < recording.frames,
  );
  return Int32Array.from(new Set(beats.map(({ sample }) => sample))).sort();
}

/** WFDB codes that stand for the classes N, S, V, F and Q; an unnamed beat is written as "?". */
const classCodes = [1, 9, 5, 6, 13] as const;
const unnamedCode = 30;

function asAnnotations(samples: Int32Array, labels: Uint8Array): Annotation[] {
  return Array.from(samples, (sample, index) => ({
    sample,
    code: classCodes[labels[index]!] ?? unnamedCode,
    subtype: 0,
    channel: 0,
    number: 0,
    aux: '',
  }));
}

function countLabels(labels: Uint8Array): ClassCounts {
  const counts: ClassCounts = [0, 0, 0, 0, 0];
  for (const label of labels) if (label !== notAnalysed) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function summary({ record, beats, classes, seconds, provider }: AnalyzeResult): string {
  const counted = Object.entries(classes).map(([name, count]) => `${name} ${count}`);
  return `${record}: ${beats} beats (${counted.join(', ')}), ${seconds.total.toFixed(2)} s on ${provider}`;
}

/** Seconds since the last call. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return Math.round(seconds * 1000) / 1000;
  };
}

/** Parses a positive whole number from the command line. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new CaliperError('invalid-input', `"${text}" is not a positive whole number.`);
  return value;
}
