import { bootstrapPatients } from '../../../app/evaluation/bootstrap.ts';
import type { Interval } from '../../../app/evaluation/bootstrap.ts';
import { calibration } from '../../../app/evaluation/calibration.ts';
import { classStatistics } from '../../../app/evaluation/class-statistics.ts';
import type { ConfusionMatrix } from '../../../app/evaluation/confusion.ts';
import { sumMatrices } from '../../../app/evaluation/matrix-sum.ts';
import type { GroupedBeats } from '../../../app/evaluation/named-beats.ts';
import { recordMatrices } from '../../../app/evaluation/record-table.ts';
import { count, decimal, percent, table } from './markdown.ts';

/** Figures of a classification over several records. */
export interface ClassFigures {
  readonly beats: number;
  /** Null where beats may be missed or extra: a probability has no label then. */
  readonly ece: number | null;
  /** "accuracy", "S F1", "S Se", "S +P" and so on. */
  readonly values: Readonly<Record<string, number | null>>;
  readonly intervals: Readonly<Record<string, Interval | null>>;
  readonly confusion: ConfusionMatrix;
}

const statistics = classStatistics();

/** The figures of one matrix. */
export function valuesOf(confusion: ConfusionMatrix): ClassFigures['values'] {
  return Object.fromEntries(Object.entries(statistics).map(([name, of]) => [name, of(confusion)]));
}

/** @param matrices one a record; rows and columns beyond the five classes are beats missed and extra */
export function figuresOfMatrices(matrices: readonly ConfusionMatrix[], ece: number | null): ClassFigures {
  const confusion = sumMatrices(matrices);
  return {
    beats: confusion.slice(0, 5).reduce((sum, row) => sum + row.reduce((total, cell) => total + cell, 0), 0),
    ece,
    values: valuesOf(confusion),
    intervals: bootstrapPatients(matrices, statistics),
    confusion,
  };
}

/** Figures of named beats; a record stands for a patient. */
export function figuresOfBeats(beats: GroupedBeats): ClassFigures {
  return figuresOfMatrices(recordMatrices(beats), calibration(beats.probabilities, beats.labels).ece);
}

/** Accuracy and F1 of N, S, V, F with their 95 % intervals over patients, one line a set of records. */
export function figuresTable(sets: readonly (readonly [name: string, figures: ClassFigures])[]): string {
  const names = ['S F1', 'V F1', 'F F1', 'N F1'];
  const rows = sets.map(([name, { beats, values, intervals, ece }]) => [
    name,
    count(beats),
    `${percent(values['accuracy'])} ${intervalText(intervals['accuracy'], (value) => percent(value, 1))}`,
    ...names.map((key) => `${decimal(values[key])} ${intervalText(intervals[key], (value) => decimal(value, 2))}`),
    ece === null ? '-' : decimal(ece, 4),
  ]);
  return table(['records', 'beats', 'accuracy %', ...names, 'ECE'], rows);
}

function intervalText(interval: Interval | null | undefined, show: (value: number) => string): string {
  return interval ? `(${show(interval.low)} to ${show(interval.high)})` : '';
}

/** Se and +P of N, S, V, F, one line a set of records. */
export function ratiosTable(sets: readonly (readonly [name: string, figures: Pick<ClassFigures, 'values'>])[]): string {
  const rows = sets.map(([name, { values }]) => [
    name,
    ...['N', 'S', 'V', 'F'].map(
      (label) => `${percent(values[`${label} Se`], 1)} / ${percent(values[`${label} +P`], 1)}`,
    ),
  ]);
  return table(['Se / +P %', 'N', 'S', 'V', 'F'], rows);
}

/** One line a record: beats, accuracy, and for S, V and F how many there are, how many were found, and false ones. */
export function recordsTable(records: readonly string[], matrices: readonly ConfusionMatrix[]): string {
  const rows = matrices.map((matrix, record) => {
    const row = (label: number) => matrix[label]!.reduce((sum, cell) => sum + cell, 0);
    const column = (label: number) => matrix.reduce((sum, line) => sum + line[label]!, 0);
    const cells = [1, 2, 3].map((label) => {
      const right = matrix[label]![label]!;
      return `${count(right)} of ${count(row(label))}, ${count(column(label) - right)} false`;
    });
    return [
      records[record]!,
      count(matrix.slice(0, 5).reduce((sum, _, label) => sum + row(label), 0)),
      percent(statistics['accuracy']!(matrix)),
      ...cells,
    ];
  });
  return table(['record', 'beats', 'accuracy %', 'S found', 'V found', 'F found'], rows);
}

/** The matrix itself, rows reference, columns model. */
export function confusionTable(confusion: ConfusionMatrix): string {
  const labels = ['N', 'S', 'V', 'F', 'Q', 'no beat', 'unreadable'].slice(0, confusion.length);
  const rows = confusion.map((row, label) => [labels[label]!, ...row.map(count)]);
  return table(['reference', ...labels], rows);
}

/** One line for the README: accuracy with its interval, and the F1 of V, S and F. */
export function headline({ values, intervals }: ClassFigures): string {
  const range = intervalText(intervals['accuracy'], (value) => percent(value, 1));
  const scores = ['V', 'S', 'F'].map((label) => `${label} F1 ${decimal(values[`${label} F1`])}`);
  return `accuracy ${percent(values['accuracy'], 1)} % ${range}, ${scores.join(', ')}`;
}
