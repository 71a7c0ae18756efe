import { availableParallelism } from 'node:os';

import { beatClasses, notAnalysed } from '../contract/classes.ts';
import type { Inference, InferenceSettings, ModelFile, OpenModel } from '../inference/client.ts';
import { decide, type Decision } from '../model/decision.ts';
import type { Recording } from '../signal/recording.ts';
import { inLanes } from './in-lanes.ts';
import { prepareRows } from './prepare-rows.ts';
import { timed, type Stopwatch } from './timed.ts';

/** Consecutive beats that a model named. */
export interface NamedBeats {
  /** Index of the first beat. */
  readonly first: number;
  readonly count: number;
  /** Index into beatClasses, or `notAnalysed` where the model gave no number. */
  readonly labels: Uint8Array;
  /** Probability x 65,535, five values a beat; zeros where not analysed. */
  readonly probabilities: Uint16Array;
  /** Execution provider that named them. */
  readonly provider: string;
}

export interface ClassifyOptions extends InferenceSettings {
  readonly signal: AbortSignal;
  /** How much rare classes are held back; the model's own when left out. */
  readonly strength?: number;
  /** Takes the time of cutting rows, with the finding of beats and the reading behind it. */
  readonly preparing?: Stopwatch;
}

const classCount = beatClasses.length;
/** Processes at most. */
const mostLanes = 4;
/** Recordings shorter than this, in seconds, are done before another process has started. */
const worthAnother = 3 * 3600;

/**
 * Processes to spread the work over: one with one thread for each core beats one with all of them, because the rows of a
 * batch are small (measured with `caliper bench analysis`). A graphics processor is fed by one.
 */
export function lanesFor({ provider }: OpenModel, { threads }: InferenceSettings, recording: Recording): number {
  if (provider !== 'cpu' || recording.frames < worthAnother * recording.rate) return 1;
  return Math.min(mostLanes, threads ?? availableParallelism());
}

/**
 * Names beats with a model, batch by batch and with bounded memory, while they are still being found.
 *
 * @param parts beats in frames, ascending over all parts
 * @throws CaliperError as the recording and the inference process throw
 */
export async function* classifyBeats(
  inference: Inference,
  model: ModelFile,
  open: OpenModel,
  recording: Recording,
  parts: AsyncIterable<Int32Array>,
  { preparing = { seconds: 0 }, strength, ...options }: ClassifyOptions,
): AsyncGenerator<NamedBeats> {
  const lanes = lanesFor(open, options, recording);
  const settings = lanes > 1 ? { ...options, threads: 1 } : options;
  const rows = timed(prepareRows(recording, open.specification, parts), preparing);
  let first = 0;
  const classified = inLanes(rows, lanes, (input) => inference.classify(model, input, settings));
  for await (const { count, probabilities, provider } of classified) {
    yield { first, count, provider, ...nameRows(probabilities, open.specification.decision, strength) };
    first += count;
  }
}

/**
 * The class of each row as the model's own rule decides (see {@link decide}), and the probabilities as they are stored.
 *
 * @param strength the model's own when left out
 */
export function nameRows(
  probabilities: Float32Array,
  decision: Decision | undefined,
  strength?: number,
): { labels: Uint8Array; probabilities: Uint16Array } {
  const { labels } = decide(probabilities, decision, strength);
  const stored = new Uint16Array(probabilities.length);
  for (let index = 0; index < stored.length; index++) {
    if (labels[Math.floor(index / classCount)] !== notAnalysed)
      stored[index] = Math.round(probabilities[index]! * 65535);
  }
  return { labels, probabilities: stored };
}
