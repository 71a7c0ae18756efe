import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ClassificationReport, ClassReport } from '../contract/model-card.ts';
import type { ConfusionMatrix } from './confusion.ts';

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Mean of the defined values, weighted; null when none is. */
function mean(values: readonly (number | null)[], weights: readonly number[]): number | null {
  let total = 0;
  let weight = 0;
  values.forEach((value, index) => {
    if (value === null) return;
    total += value * weights[index]!;
    weight += weights[index]!;
  });
  return ratio(total, weight);
}

function classReport(matrix: ConfusionMatrix, index: number): ClassReport {
  const right = matrix[index]![index]!;
  const support = sum(matrix[index]!);
  const named = sum(matrix.map((row) => row[index]!));
  return {
    precision: ratio(right, named),
    recall: ratio(right, support),
    f1: ratio(2 * right, support + named),
    support,
  };
}

function average(classes: readonly ClassReport[], weights: readonly number[]): ClassReport {
  return {
    precision: mean(
      classes.map(({ precision }) => precision),
      weights,
    ),
    recall: mean(
      classes.map(({ recall }) => recall),
      weights,
    ),
    f1: mean(
      classes.map(({ f1 }) => f1),
      weights,
    ),
    support: sum(classes.map(({ support }) => support)),
  };
}

/**
 * Precision, recall and F1 of every class and their averages.
 *
 * A ratio without a denominator is null, and averages are taken over the defined values, as EC57 does; a class that occurs
 * but is never named has an F1 of 0. Balanced accuracy is the mean recall of the classes that occur.
 *
 * @param ece expected calibration error, null when no probabilities are known
 * @throws CaliperError `invalid-input` for a matrix without beats
 */
export function classificationReport(matrix: ConfusionMatrix, ece: number | null): ClassificationReport {
  const total = sum(matrix.map(sum));
  if (total === 0) throw new CaliperError('invalid-input', 'There are no beats to report on.');
  const classes = beatClasses.map((_, index) => classReport(matrix, index));
  const [N, S, V, F, Q] = classes as [ClassReport, ClassReport, ClassReport, ClassReport, ClassReport];
  const macro = average(
    classes,
    classes.map(() => 1),
  );
  return {
    accuracy: sum(matrix.map((row, index) => row[index]!)) / total,
    macroF1: macro.f1 ?? 0,
    balancedAccuracy: macro.recall ?? 0,
    ece,
    classes: { N, S, V, F, Q },
    macro,
    weighted: average(
      classes,
      classes.map(({ support }) => support),
    ),
    confusion: matrix,
  };
}
