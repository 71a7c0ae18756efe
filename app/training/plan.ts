import { createHash } from 'node:crypto';

import { CaliperError } from '../contract/errors.ts';
import type { ClassCounts } from '../contract/records.ts';
import { countClasses } from '../dataset/counts.ts';
import { resampleHybrid } from '../dataset/resample.ts';
import { shuffle, splitValidation } from '../dataset/split.ts';
import { createRandom, type Random } from '../signal/random.ts';
import type { TrainingRequest, TrainingRows } from './request.ts';

/** Which rows a training uses, and for what. */
export interface TrainingPlan {
  /** Rows of one epoch; resampling makes rows of small classes occur more than once. */
  readonly training: Int32Array;
  /** Rows held out to choose the best epoch; none of them, nor a copy, is in `training`. */
  readonly validation: Int32Array;
  /** Rows a class before and after resampling. */
  readonly before: ClassCounts;
  readonly after: ClassCounts;
  /** SHA-256 over rows, labels and the choice made of them. */
  readonly dataSha256: string;
  /** SHA-256 over everything that decides the course of the training but its length and threads. */
  readonly recipe: string;
}

/**
 * Decides which rows a training uses: validation rows are split off first, what remains is resampled.
 *
 * @throws CaliperError `invalid-input` when nothing is left to learn from or to choose by
 */
export function planTraining({ rows, options, specification }: TrainingRequest): TrainingPlan {
  const { seed, perClass } = options;
  const split = splitValidation(rows.labels, options.validation, randomFor(seed, 'validation'));
  const training =
    perClass > 0
      ? resampleHybrid(rows.labels, split.training, perClass, randomFor(seed, 'resampling'))
      : split.training;
  if (training.length < options.batch || split.validation.length === 0)
    throw new CaliperError(
      'invalid-input',
      `The data set is too small: ${training.length} rows to train on in batches of ${options.batch}, ${split.validation.length} to validate.`,
    );
  const labelsOf = (chosen: Int32Array) => Uint8Array.from(chosen, (row) => rows.labels[row]!);
  const dataSha256 = hashData(rows, training, split.validation);
  const { threads: _threads, epochs: _epochs, ...deciding } = options;
  const recipe = createHash('sha256').update(JSON.stringify({ specification, deciding, dataSha256 })).digest('hex');
  return {
    training,
    validation: split.validation,
    before: countClasses(labelsOf(split.training)),
    after: countClasses(labelsOf(training)),
    dataSha256,
    recipe,
  };
}

/** The order of an epoch's rows; `random` must be fresh for the epoch, so that an epoch can be repeated by itself. */
export function orderOfEpoch(plan: TrainingPlan, random: Random): Int32Array {
  const order = plan.training.slice();
  shuffle(order, random);
  return order;
}

/** A source of random numbers for one purpose: what one purpose draws never shifts another. */
export function randomFor(seed: number, purpose: string): Random {
  return createRandom(createHash('sha256').update(`${seed} ${purpose}`).digest().readUInt32LE(0));
}

function hashData(rows: TrainingRows, training: Int32Array, validation: Int32Array): string {
  const hash = createHash('sha256');
  for (const array of [rows.beats, rows.features, rows.labels, training, validation])
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
}
