import { CaliperError } from '../contract/errors.ts';
import { createRandom } from '../signal/random.ts';
import type { ConfusionMatrix } from './confusion.ts';
import { sumMatrices } from './matrix-sum.ts';

/** What lies between the 2.5th and the 97.5th percentile of the draws. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** Draws of patients; 2,000 by default. */
  readonly draws?: number;
  readonly seed?: number;
}

/** Share of the draws inside an interval. */
const confidence = 0.95;

/**
 * Percentile bootstrap over patients: draws as many patients as there are, with replacement, adds up their matrices and takes
 * the statistic again (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Beats of one patient are
 * no independent draws, so an interval over beats would be far too narrow.
 *
 * @param matrices one confusion matrix a patient
 * @param statistics each from a summed matrix; draws in which one is undefined are left out of its interval
 * @returns an interval for each statistic, null where no draw defines it
 * @throws CaliperError `invalid-input` for fewer than two patients
 */
export function bootstrapPatients<Name extends string>(
  matrices: readonly ConfusionMatrix[],
  statistics: Readonly<Record<Name, (matrix: ConfusionMatrix) => number | null>>,
  { draws = 2000, seed = 1 }: BootstrapOptions = {},
): Record<Name, Interval | null> {
  if (matrices.length < 2) {
    throw new CaliperError('invalid-input', `An interval over patients needs two or more, not ${matrices.length}.`);
  }
  const names = Object.keys(statistics) as Name[];
  const values = new Map(names.map((name) => [name, [] as number[]]));
  const random = createRandom(seed);
  for (let draw = 0; draw < draws; draw++) {
    const drawn = sumMatrices(matrices.map(() => matrices[random.integer(matrices.length)]!));
    for (const name of names) {
      const value = statistics[name](drawn);
      if (value !== null) values.get(name)!.push(value);
    }
  }
  const intervals = names.map((name) => [name, intervalOf(values.get(name)!)] as const);
  return Object.fromEntries(intervals) as Record<Name, Interval | null>;
}

function intervalOf(values: number[]): Interval | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - confidence) / 2;
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}

/** Linear between the two nearest order statistics (Hyndman and Fan 1996, type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
