import { beatClasses } from '../contract/classes.ts';
import type { ConfusionMatrix } from './confusion.ts';

/** A figure of a classification from its matrix, null when it is undefined. */
export type MatrixStatistic = (matrix: ConfusionMatrix) => number | null;

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function rowSum(matrix: ConfusionMatrix, index: number): number {
  return matrix[index]!.reduce((sum, count) => sum + count, 0);
}

function columnSum(matrix: ConfusionMatrix, index: number): number {
  return matrix.reduce((sum, row) => sum + row[index]!, 0);
}

/** Share of the beats that are named as the reference has them. */
export function accuracyOf(matrix: ConfusionMatrix): number | null {
  const right = matrix.reduce((sum, row, index) => sum + row[index]!, 0);
  const all = matrix.reduce((sum, _, index) => sum + rowSum(matrix, index), 0);
  return ratio(right, all);
}

/** Accuracy and, for every class X, "X F1", "X Se" and "X +P". */
export function classStatistics(): Record<string, MatrixStatistic> {
  const statistics: Record<string, MatrixStatistic> = { accuracy: accuracyOf };
  beatClasses.forEach((name, index) => {
    const right = (matrix: ConfusionMatrix) => matrix[index]![index]!;
    statistics[`${name} F1`] = (matrix) => ratio(2 * right(matrix), rowSum(matrix, index) + columnSum(matrix, index));
    statistics[`${name} Se`] = (matrix) => ratio(right(matrix), rowSum(matrix, index));
    statistics[`${name} +P`] = (matrix) => ratio(right(matrix), columnSum(matrix, index));
  });
  return statistics;
}
