import { InferenceSession, Tensor } from 'onnxruntime-node';

import { beatClasses } from '../contract/classes.ts';
import type { EpochRecord } from '../contract/model-card.ts';
import type { TrainingRows } from './request.ts';

/** How well a model names held-out rows. */
export interface Score {
  /** Mean cross-entropy. */
  readonly loss: number;
  readonly accuracy: number;
  /** Mean F1 over the classes that occur; a class that is never named rightly counts 0. */
  readonly macroF1: number;
}

/** Sizes of a row. */
export interface RowSizes {
  readonly leads: number;
  readonly length: number;
  readonly features: number;
}

const beatsPerRun = 256;

/**
 * Scores a finished model file on some rows of a data set.
 *
 * @param model the inference graph: what is scored is what ships
 * @param chosen rows to name
 */
export async function scoreModel(
  model: Uint8Array,
  rows: TrainingRows,
  chosen: Int32Array,
  shape: RowSizes,
  threads: number,
): Promise<Score> {
  const probabilities = await nameRows(model, rows, chosen, shape, threads);
  return score(
    probabilities,
    Uint8Array.from(chosen, (row) => rows.labels[row]!),
  );
}

/** What a finished model file makes of some rows: probabilities [rows, classes]. Parameters as of {@link scoreModel}. */
export async function nameRows(
  model: Uint8Array,
  rows: Pick<TrainingRows, 'beats' | 'features'>,
  chosen: Int32Array,
  shape: RowSizes,
  threads: number,
): Promise<Float32Array> {
  const { leads, length, features } = shape;
  const width = leads * length;
  const session = await InferenceSession.create(model, { executionProviders: ['cpu'], intraOpNumThreads: threads });
  const probabilities = new Float32Array(chosen.length * beatClasses.length);
  for (let from = 0; from < chosen.length; from += beatsPerRun) {
    const part = chosen.subarray(from, from + beatsPerRun);
    const beats = gather(rows.beats, part, width);
    const feeds: Record<string, Tensor> = { beats: new Tensor('float32', beats, [part.length, leads, length]) };
    if (features > 0)
      feeds['features'] = new Tensor('float32', gather(rows.features, part, features), [part.length, features]);
    const result = await session.run(feeds);
    probabilities.set(result['probabilities']!.data as Float32Array, from * beatClasses.length);
  }
  await session.release();
  return probabilities;
}

/** Loss, accuracy and macro-F1 of probabilities [rows, classes] against labels. */
export function score(probabilities: Float32Array, labels: Uint8Array): Score {
  const classes = beatClasses.length;
  const right = new Float64Array(classes);
  const named = new Float64Array(classes);
  const present = new Float64Array(classes);
  let loss = 0;
  labels.forEach((label, index) => {
    const row = probabilities.subarray(index * classes, (index + 1) * classes);
    const predicted = row.indexOf(Math.max(...row));
    present[label]!++;
    named[predicted]!++;
    if (predicted === label) right[label]!++;
    loss -= Math.log(Math.max(row[label]!, 1e-30));
  });
  const occurring = beatClasses.map((_, index) => index).filter((index) => present[index]! > 0);
  const f1 = occurring.map((index) => (2 * right[index]!) / (present[index]! + named[index]!));
  const count = labels.length;
  return {
    loss: loss / count,
    accuracy: right.reduce((sum, value) => sum + value, 0) / count,
    macroF1: f1.reduce((sum, value) => sum + value, 0) / f1.length,
  };
}

/** Whether an epoch beats the best one so far: a higher macro-F1, or the same with a lower loss. */
export function isBetter(candidate: EpochRecord, best: EpochRecord): boolean {
  if (candidate.validationMacroF1 !== best.validationMacroF1)
    return candidate.validationMacroF1 > best.validationMacroF1;
  return candidate.validationLoss < best.validationLoss;
}

function gather(values: Float32Array, chosen: Int32Array, width: number): Float32Array {
  const result = new Float32Array(chosen.length * width);
  chosen.forEach((row, index) => result.set(values.subarray(row * width, (row + 1) * width), index * width));
  return result;
}
