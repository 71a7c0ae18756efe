import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Stretch } from '../../beat/detection.ts';
import { streamBeats } from '../../beat/detect.ts';
import { beatClasses, notAnalysed } from '../../contract/classes.ts';
import { CaliperError } from '../../contract/errors.ts';
import type { ClassCounts } from '../../contract/records.ts';
import { analysisStages, type AnalysisStages } from '../../core/analysis-stages.ts';
import { classifyBeats } from '../../core/classify-beats.ts';
import { growingLabels, growingSamples } from '../../core/growing-samples.ts';
import { remainingTime } from '../../core/remaining-time.ts';
import { timed } from '../../core/timed.ts';
import { writeFileAtomic } from '../../files/atomic-write.ts';
import { isBeatCode } from '../../formats/wfdb/codes.ts';
import { encodeAnnotations } from '../../formats/wfdb/write-annotations.ts';
import { createInference, type Inference, type ModelFile } from '../../inference/client.ts';
import type { Recording } from '../../signal/recording.ts';
import { launchChild } from '../launch.ts';
import type { CliCommand, CliContext } from './command.ts';
import { emptinessWarnings } from './emptiness.ts';
import { chooseModel, shippedModel } from './model-choice.ts';
import { beatsOutside, namedAnnotations } from './named-annotations.ts';
import { openRecord } from './open-record.ts';

export interface AnalyzeOptions {
  readonly model: string;
  readonly provider: string;
  readonly threads?: number;
  readonly out?: string;
  readonly json?: boolean;
  /** Annotator whose beats are named; the detector finds them when left out. */
  readonly beats?: string;
  /** Operating point of a model that has one; its own when left out. */
  readonly strength?: number;
  /** Leave beats out that the detector found where the signal is unreadable. */
  readonly shutdown?: boolean;
}

/** `caliper analyze`: find the beats, name them, write them down. */
export const analyzeCommand: CliCommand = {
  define(program, context) {
    program
      .command('analyze')
      .description(
        'find every beat, name it, and write RECORD.cal (WFDB annotations), with NOISE marks around unreadable stretches',
      )
      .argument('<records...>', 'recordings, with or without their ending')
      .option('--model <id or file>', 'model to name the beats with', shippedModel)
      .option('--provider <name>', 'cpu, cuda, dml, coreml, webgpu or auto', 'cpu')
      .option('--threads <number>', 'threads of the CPU provider', wholeNumber)
      .option('--strength <number>', 'how much rare classes are held back, 0 to 2: less finds more of them', strengthOf)
      .option('--out <folder>', 'folder of the .cal files', '.')
      .option('--shutdown', 'leave out beats where the signal is unreadable, as EC57 lets a detector do')
      .option('--json', 'print the results as JSON')
      .action((records: string[], options: AnalyzeOptions) => analyzeRecords(records, options, context));
  },
};

interface AnalyzeResult {
  readonly record: string;
  readonly beats: number;
  readonly classes: Record<string, number>;
  /** How long no beat can be told from noise, by the detector; null where the beats were given. */
  readonly unreadableSeconds: number | null;
  readonly warnings: readonly string[];
  /**
   * What this process spent on each stage; the stages run at the same time as the model, and "classify" is the time that was
   * spent on waiting for it.
   */
  readonly seconds: Readonly<Record<'load' | 'read' | 'detect' | 'prepare' | 'classify' | 'write' | 'total', number>>;
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
  const started = performance.now();
  const recording = await openRecord(record);
  const warnings = emptinessWarnings(recording);
  warnings.forEach(context.note);
  const settings = {
    provider: options.provider,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  };
  const open = await inference.load(model, settings);
  for (const { provider: tried, outcome, note } of open.attempts) {
    if (outcome !== 'used') context.note(`${tried} could not be used (${outcome}): ${note.split('\n')[0]}`);
  }
  const loading = (performance.now() - started) / 1000;
  const stages = analysisStages(recording, loading);
  const samples = growingSamples();
  const labels = growingLabels();
  const progress = progressLine(recording, context);
  const { signal } = context;

  let unreadable = null as readonly Stretch[] | null;
  async function* found(): AsyncGenerator<Int32Array> {
    ({ unreadable } = yield* streamBeats(stages.forFinding, { signal }));
  }

  async function* parts(): AsyncGenerator<Int32Array> {
    const source = options.beats === undefined ? found() : onePart(await beatsOf(recording, options.beats));
    for await (const part of timed(source, stages.finding)) {
      samples.append(part);
      yield part;
    }
  }

  const named = classifyBeats(inference, model, open, stages.forPreparing, parts(), {
    ...settings,
    ...(options.strength === undefined ? {} : { strength: options.strength }),
    signal,
    preparing: stages.preparing,
  });
  for await (const rows of named) {
    labels.append(rows.labels);
    progress(samples.view()[rows.first + rows.count - 1]! / recording.frames, stages.elapsed());
  }
  const written = performance.now();
  const all = { samples: samples.view(), labels: labels.view() };
  const stretches = unreadable ?? [];
  const shown = options.shutdown ? beatsOutside(all, stretches) : all;
  await writeFileAtomic(join(folder, `${recording.name}.cal`), encodeAnnotations(namedAnnotations(shown, stretches)));
  stages.storing.seconds = (performance.now() - written) / 1000;
  const counts = countLabels(shown.labels);
  return {
    record: recording.name,
    beats: shown.samples.length,
    classes: Object.fromEntries(beatClasses.map((name, index) => [name, counts[index] ?? 0])),
    unreadableSeconds: unreadable && Math.round(secondsIn(unreadable, recording.rate)),
    warnings,
    seconds: { ...secondsOf(stages), total: rounded((performance.now() - started) / 1000) },
    provider: open.provider,
    model: { id: model.id, sha256: model.sha256 },
  };
}

function secondsOf(stages: AnalysisStages): Omit<AnalyzeResult['seconds'], 'total'> {
  const of = (name: string) => rounded(stages.seconds().find(({ stage }) => stage === name)?.seconds ?? 0);
  return {
    load: of('loading the model'),
    read: of('reading'),
    detect: of('finding beats'),
    prepare: of('preparing beats'),
    classify: of('naming beats'),
    write: of('storing'),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

async function* onePart(samples: Int32Array): AsyncGenerator<Int32Array> {
  yield samples;
}

/** Seconds between two lines of progress, and the duration from which a recording has any. */
const betweenLines = 2;
const worthProgress = 3600;

/** Tells now and then how far the analysis of a long recording is. */
function progressLine(recording: Recording, context: CliContext): (share: number, elapsed: number) => void {
  let told = 0;
  return (share, elapsed) => {
    if (recording.frames < worthProgress * recording.rate || elapsed - told < betweenLines) return;
    told = elapsed;
    const remaining = remainingTime(elapsed, share);
    context.note(`${recording.name}: ${Math.round(100 * share)} %${remaining === null ? '' : `, ${remaining}`}`);
  };
}

async function beatsOf(recording: Recording, annotator: string): Promise<Int32Array> {
  const beats = (await recording.annotations(annotator)).filter(
    ({ code, sample }) => isBeatCode(code) && sample >= 0 && sample < recording.frames,
  );
  return Int32Array.from(new Set(beats.map(({ sample }) => sample))).sort();
}

function secondsIn(stretches: readonly Stretch[], rate: number): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0) / rate;
}

function countLabels(labels: Uint8Array): ClassCounts {
  const counts: ClassCounts = [0, 0, 0, 0, 0];
  for (const label of labels) if (label !== notAnalysed) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function summary({ record, beats, classes, unreadableSeconds, seconds, provider }: AnalyzeResult): string {
  const counted = Object.entries(classes).map(([name, count]) => `${name} ${count}`);
  const lost = unreadableSeconds ? `, ${unreadableSeconds} s unreadable` : '';
  return `${record}: ${beats} beats (${counted.join(', ')})${lost}, ${seconds.total.toFixed(2)} s on ${provider}`;
}

/** Parses a positive whole number from the command line. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new CaliperError('invalid-input', `"${text}" is not a positive whole number.`);
  return value;
}

/** Parses an operating point from the command line. */
export function strengthOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 2))
    throw new CaliperError('invalid-input', `The strength lies between 0 and 2, not at "${text}".`);
  return value;
}
