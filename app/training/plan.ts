import { createHash } from 'node:crypto';

import { CaliperError } from '../contract/errors.ts';
import type { ClassCounts } from '../contract/records.ts';
import { countClasses } from '../dataset/counts.ts';
import { resampleHybrid } from '../dataset/resample.ts';
import { shuffle, splitValidation } from '../dataset/split.ts';
import { createRandom, type Random } from '../signal/random.ts';
import type { TrainingRequest, TrainingRows } from './request.ts';
import { createSampler, type Sampler } from './sampling.ts';

/** Which rows a training uses, and for what. */
export interface TrainingPlan {
  /** Rows to learn from; resampling makes rows of small classes occur more than once. */
  readonly training: Int32Array;
  /** Draws the rows of an epoch from them; null where an epoch takes each of them once. */
  readonly sampler: Sampler | null;
  /** Rows an epoch. */
  readonly rowsPerEpoch: number;
  /** Rows held out to choose the best epoch; none of them, nor a copy, is in `training`. */
  readonly validation: Int32Array;
  /** Rows a class before and after resampling; where rows are drawn, after is what an epoch holds on average. */
  readonly before: ClassCounts;
  readonly after: ClassCounts;
  /** SHA-256 over rows, labels and the choice made of them. */
  readonly dataSha256: string;
  /** SHA-256 over everything that decides the course of the training but its threads and, where that decides nothing, its length. */
  readonly recipe: string;
}

/**
 * Decides which rows a training uses: validation rows are split off first, what remains is resampled or drawn from.
 *
 * @throws CaliperError `invalid-input` when nothing is left to learn from or to choose by
 */
export function planTraining({ rows, options, specification }: TrainingRequest): TrainingPlan {
  const { seed, perClass, sampling } = options;
  const split = holdOut(rows, options.validation, randomFor(seed, 'validation'));
  const training =
    perClass > 0 && !sampling
      ? resampleHybrid(rows.labels, split.training, perClass, randomFor(seed, 'resampling'))
      : split.training;
  const rowsPerEpoch = sampling && training.length > 0 ? sampling.draws : training.length;
  if (rowsPerEpoch < options.batch || split.validation.length === 0)
    throw new CaliperError(
      'invalid-input',
      `The data set is too small: ${rowsPerEpoch} rows to train on in batches of ${options.batch}, ${split.validation.length} to validate.`,
    );
  const sampler = sampling && createSampler(rows, training, sampling);
  const countsOf = (chosen: Int32Array) => countClasses(Uint8Array.from(chosen, (row) => rows.labels[row]!));
  const dataSha256 = hashData(rows, training, split.validation);
  const { threads: _threads, epochs, ...deciding } = options;
  const length = options.schedule === 'cosine' ? epochs : null;
  const recipe = JSON.stringify({ specification, deciding, length, dataSha256 });
  return {
    training,
    sampler,
    rowsPerEpoch,
    validation: split.validation,
    before: countsOf(split.training),
    after: sampler?.expected ?? countsOf(training),
    dataSha256,
    recipe: createHash('sha256').update(recipe).digest('hex'),
  };
}

/** Splits off the rows that the data set names, else a share of every class; synthetic rows are never part of a share. */
function holdOut(
  rows: TrainingRows,
  share: number,
  random: Random,
): { readonly training: Int32Array; readonly validation: Int32Array } {
  const { validation, synthetic } = rows;
  if (!validation && !synthetic) return splitValidation(rows.labels, share, random);
  const held = new Uint8Array(rows.labels.length);
  const all = Int32Array.from(held.keys());
  if (validation) for (const row of validation) held[row] = 1;
  else {
    const real = all.filter((row) => !synthetic?.[row]);
    const labels = Uint8Array.from(real, (row) => rows.labels[row]!);
    for (const index of splitValidation(labels, share, random).validation) held[real[index]!] = 1;
  }
  return { training: all.filter((row) => !held[row]), validation: all.filter((row) => held[row] === 1) };
}

/** The order of an epoch's rows; `random` must be fresh for the epoch, so that an epoch can be repeated by itself. */
export function orderOfEpoch(plan: TrainingPlan, random: Random): Int32Array {
  if (plan.sampler) return plan.sampler.draw(plan.rowsPerEpoch, random);
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
  const always = [rows.beats, rows.features, rows.labels, training, validation];
  for (const array of [...always, rows.groups, rows.synthetic, rows.targets, rows.noise])
    if (array) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
}
