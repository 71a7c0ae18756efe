import * as v from 'valibot';

import { beatClasses } from '../contract/classes.ts';
import { networkOf } from '../model/architectures/architectures.ts';
import type { Network } from '../model/network.ts';
import { ModelSpecification } from '../model/specification.ts';
import { Augmentation } from './augmentation/augmentation.ts';
import { SamplingOptions } from './sampling.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const reals = v.custom<Float32Array>((value) => value instanceof Float32Array, 'Expected a Float32Array');
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'Expected a Uint8Array');
const indices = v.custom<Int32Array>((value) => value instanceof Int32Array, 'Expected an Int32Array');
const groups = v.custom<Uint16Array>((value) => value instanceof Uint16Array, 'Expected a Uint16Array');

/** The rows to learn from: a {@link LabelledRows} without what training does not need. */
export const TrainingRows = v.object({
  /** [count, leads, length]. */
  beats: reals,
  /** Index into beatClasses of each row. */
  labels: bytes,
  /** [count, features]; empty where the specification names none. */
  features: reals,
  /** Group (patient) of each row, for sampling by groups. */
  groups: v.optional(groups),
  /** 1 for rows that are drawn by the sampling's share of synthetic rows; never held out by share. */
  synthetic: v.optional(bytes),
  /** Soft targets [count, classes], each row summing to 1: a teacher's probabilities. The labels without it. */
  targets: v.optional(reals),
  /** Rows that are held out to choose the best epoch. Drawn by the option `validation` without it. */
  validation: v.optional(indices),
  /** Signals for augmenters that mix something in. */
  noise: v.optional(reals),
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
  /** How the learning rate goes over the training; see `learningRateAt`. */
  schedule: v.optional(v.picklist(['constant', 'cosine']), 'constant'),
  /** Share of the steps over which a cosine schedule climbs to the learning rate. */
  warmUp: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5)), 0.05),
  /**
   * Decay a step of an exponential moving average of parameters and running statistics, which is then what is scored and
   * shipped; 0 for none. See `moveAverage`.
   */
  averaging: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.99999)), 0),
  /** Decoupled weight decay: what weights, not biases or normalisations, lose in a step, times the learning rate. */
  weightDecay: v.optional(share, 0),
  /** Share of every target that is spread evenly over the classes (Szegedy et al. 2016). */
  labelSmoothing: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5)), 0),
  /** How the rows of an epoch are drawn. Null takes the rows of the hybrid resampling, each once an epoch. */
  sampling: v.optional(v.nullable(SamplingOptions), null),
  /** Which epoch ships: the one with the best validation macro-F1, or the last. */
  choose: v.optional(v.picklist(['best', 'last']), 'best'),
  /** How rows are changed at random each time they are read. */
  augmentation: v.optional(Augmentation, { name: 'none' }),
  /** Whether the temperature of the probabilities is fitted on the held-out rows and built into the model. */
  calibrate: v.optional(v.boolean(), false),
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
