import { clinicalRows } from '../beat/clinical/rows.ts';
import { segmentBeats } from '../beat/segment.ts';
import { beatClasses, notAnalysed } from '../contract/classes.ts';
import type { Inference, InferenceSettings, ModelFile } from '../inference/client.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { Recording } from '../signal/recording.ts';

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

const classCount = beatClasses.length;

/**
 * Names the beats at `samples` (frames, ascending) with a model, batch by batch and with bounded memory.
 *
 * @throws CaliperError as the recording and the inference process throw
 */
export async function* classifyBeats(
  inference: Inference,
  model: ModelFile,
  specification: ModelSpecification,
  recording: Recording,
  samples: Int32Array,
  options: InferenceSettings & { readonly signal: AbortSignal },
): AsyncGenerator<NamedBeats> {
  const rows =
    specification.preparation === 'clinical'
      ? clinicalRows(recording, samples, specification)
      : segmentBeats(recording, samples, specification);
  for await (const { first, count, probabilities, provider } of inference.classify(model, rows, options)) {
    yield { first, count, provider, ...nameRows(probabilities, count) };
  }
}

/** The most probable class of each row, and the probabilities as they are stored. */
export function nameRows(
  probabilities: Float32Array,
  count: number,
): { labels: Uint8Array; probabilities: Uint16Array } {
  const labels = new Uint8Array(count);
  const stored = new Uint16Array(count * classCount);
  for (let beat = 0; beat < count; beat++) {
    const row = probabilities.subarray(beat * classCount, (beat + 1) * classCount);
    labels[beat] = mostProbable(row);
    if (labels[beat] === notAnalysed) continue;
    for (let index = 0; index < classCount; index++)
      stored[beat * classCount + index] = Math.round(row[index]! * 65535);
  }
  return { labels, probabilities: stored };
}

function mostProbable(row: Float32Array): number {
  let best = notAnalysed;
  let highest = -1;
  for (let index = 0; index < row.length; index++) {
    const probability = row[index]!;
    if (Number.isNaN(probability)) return notAnalysed;
    if (probability > highest) {
      highest = probability;
      best = index;
    }
  }
  return best;
}
