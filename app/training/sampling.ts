import * as v from 'valibot';

import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ClassCounts } from '../contract/records.ts';
import type { Random } from '../signal/random.ts';
import type { TrainingRows } from './request.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** How the rows of an epoch are drawn, with replacement, anew for every epoch. */
export const SamplingOptions = v.object({
  /** A class with n rows is drawn with probability proportional to n^classExponent: 1 keeps the natural mix, 0 levels it. */
  classExponent: v.optional(share, 1),
  /** The same for groups (patients) within a class; without groups it has no effect. */
  groupExponent: v.optional(share, 1),
  /** Rows an epoch. */
  draws: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000)),
  /** Probability that a draw takes a synthetic row, in data sets that have any. */
  syntheticShare: v.optional(share, 0),
});
export type SamplingOptions = v.InferOutput<typeof SamplingOptions>;

/** Draws training rows. */
export interface Sampler {
  draw(count: number, random: Random): Int32Array;
  /** Rows a class that an epoch holds on average. */
  readonly expected: ClassCounts;
}

interface Cell {
  readonly rows: readonly number[];
  readonly label: number;
  /** Probability of this cell and all before it. */
  readonly upTo: number;
}

/**
 * Prepares drawing by class, then group within the class, then row.
 *
 * @param training rows to draw from
 * @throws CaliperError `invalid-input` when a share of synthetic rows is asked for and there are none, or nothing else
 */
export function createSampler(rows: TrainingRows, training: Int32Array, options: SamplingOptions): Sampler {
  const { synthetic } = rows;
  const real = cellsOf(
    rows,
    training.filter((row) => !synthetic?.[row]),
    options,
  );
  const made = cellsOf(
    rows,
    training.filter((row) => synthetic?.[row]),
    options,
  );
  const syntheticShare = options.syntheticShare;
  if ((syntheticShare > 0 && made.length === 0) || (syntheticShare < 1 && real.length === 0))
    throw new CaliperError(
      'invalid-input',
      `A share of ${syntheticShare} synthetic rows cannot be drawn: the data set has rows of one kind only.`,
    );
  const expected: ClassCounts = [0, 0, 0, 0, 0];
  for (const label of beatClasses.keys()) {
    const probability = (1 - syntheticShare) * probabilityOf(real, label) + syntheticShare * probabilityOf(made, label);
    expected[label] = Math.round(options.draws * probability);
  }
  return {
    draw: (count, random) =>
      Int32Array.from({ length: count }, () => {
        const cells = syntheticShare > 0 && random.uniform() < syntheticShare ? made : real;
        const { rows: members } = cells[cellAt(cells, random.uniform())]!;
        return members[random.integer(members.length)]!;
      }),
    expected,
  };
}

/** The rows of each class and group, with their probabilities summed up. */
function cellsOf(rows: TrainingRows, chosen: Int32Array, { classExponent, groupExponent }: SamplingOptions): Cell[] {
  const byClass = beatClasses.map(() => new Map<number, number[]>());
  for (const row of chosen) {
    const groups = byClass[rows.labels[row]!]!;
    const group = rows.groups?.[row] ?? 0;
    const members = groups.get(group);
    if (members) members.push(row);
    else groups.set(group, [row]);
  }
  const sizes = byClass.map((groups) => sum([...groups.values()].map((members) => members.length)));
  const classWeights = sizes.map((size) => (size === 0 ? 0 : size ** classExponent));
  const total = sum(classWeights);
  const cells: Cell[] = [];
  let upTo = 0;
  byClass.forEach((groups, label) => {
    const members = [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
    const weights = members.map((group) => group.length ** groupExponent);
    const inClass = sum(weights);
    members.forEach((group, index) => {
      upTo += ((classWeights[label]! / total) * weights[index]!) / inClass;
      cells.push({ rows: group, label, upTo });
    });
  });
  return cells;
}

/** The first cell whose summed probability exceeds the draw. */
function cellAt(cells: readonly Cell[], draw: number): number {
  let [low, high] = [0, cells.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle]!.upTo > draw) high = middle;
    else low = middle + 1;
  }
  return low;
}

function probabilityOf(cells: readonly Cell[], label: number): number {
  return sum(cells.map((cell, index) => (cell.label === label ? cell.upTo - (cells[index - 1]?.upTo ?? 0) : 0)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
