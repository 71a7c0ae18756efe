import * as v from 'valibot';

import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { networkOf } from '../model/architectures/architectures.ts';
import type { Network } from '../model/network.ts';
import { ModelSpecification } from '../model/specification.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const reals = v.custom<Float32Array>((value) => value instanceof Float32Array, 'Expected a Float32Array');
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Expected a Uint8Array');

/** The rows to learn from: a {@link LabelledRows} without what training does not need. */
export const TrainingRows = v.object({
  /** [count, leads, length]. */
  beats: reals,
  /** Index into beatClasses of each row. */
  labels: bytes,
  /** [count, features]; empty where the specification names none. */
  features: reals,
});
export type TrainingRows = v.InferOutput<typeof TrainingRows>;

/** How to train. The defaults are the study's recipe. */
export const TrainingOptions = v.object({
  epochs: v.optional(whole(1, 10_000), 30),
  /** Beats a step. The last rows of an epoch that do not fill a batch wait for the next shuffle. */
  batch: v.optional(whole(2, 1024), 32),
  seed: v.optional(whole(0, 2 ** 32 - 1), 1),
  threads: v.optional(whole(1, 256), 1),
  /** Share of every class that is held out to choose the best epoch. */
  validation: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.5)), 0.1),
  /** Rows a class after resampling; 0 takes the training rows as they are. */
  perClass: v.optional(whole(0, 10_000_000), 10_000),
  learningRate: v.optional(v.pipe(v.number(), v.minValue(1e-8), v.maxValue(1)), 1e-3),
  /** What the learning rate is multiplied with after every 10,000 steps. */
  decay: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(1)), 1),
  /** Weight of a beat of each class in the loss. */
  classWeights: v.optional(
    v.pipe(v.array(v.pipe(v.number(), v.minValue(0))), v.length(beatClasses.length)),
    [1, 1, 1, 1, 1],
  ),
});
export type TrainingOptions = v.InferOutput<typeof TrainingOptions>;

export const TrainingRequest = v.object({
  specification: ModelSpecification,
  rows: TrainingRows,
  options: TrainingOptions,
  /** A checkpoint of the same training to go on from, or null. */
  checkpoint: v.nullable(bytes),
});
export type TrainingRequest = v.InferOutput<typeof TrainingRequest>;

/** The network that a specification asks for. @throws CaliperError `unsupported`, `invalid-input` */
export function networkFor(specification: ModelSpecification): Network {
  return networkOf(specification.architecture, {
    leads: specification.leads.length,
    length: specification.length,
    features: specification.features.length,
    classes: beatClasses.length,
  });
}

/**
 * Checks that rows are what the specification says.
 *
 * @throws CaliperError `invalid-input`
 */
export function checkRows(rows: TrainingRows, specification: ModelSpecification): void {
  const count = rows.labels.length;
  const width = specification.leads.length * specification.length;
  if (count === 0) throw new CaliperError('invalid-input', 'The data set has no rows to train on.');
  if (rows.beats.length !== count * width || rows.features.length !== count * specification.features.length)
    throw new CaliperError(
      'invalid-input',
      `The data set has ${count} labels, which do not match its ${rows.beats.length} samples and ${rows.features.length} features.`,
    );
  if (rows.labels.some((label) => label >= beatClasses.length))
    throw new CaliperError('invalid-input', 'The data set has a label that is no beat class.');
  if (!rows.beats.every(Number.isFinite) || !rows.features.every(Number.isFinite))
    throw new CaliperError('invalid-input', 'The data set has a sample that is not a number.');
}

const stepsPerDecay = 10_000;

/** Learning rate of a step, counted from 0. */
export function learningRateAt(step: number, { learningRate, decay }: TrainingOptions): number {
  return learningRate * decay ** Math.floor(step / stepsPerDecay);
}
