import type { BeatTable, ResultsCell, Share } from '../../app/contract/results.ts';
import { referenceRows, shownColumns } from '../../app/contract/results.ts';

/** Classes, before the rows and columns that say that there is no beat. */
const classes = 5;

/** Whether a place of the beat matrix can hold a beat: one of the two sides must have one. */
export function canHold(row: number, column: number): boolean {
  return row < classes || column < classes;
}

/** Whether reference and shown agree. */
export function agrees(row: number, column: number): boolean {
  return row === column && row < classes;
}

/** The cell of the beat matrix at a row and a column. */
export function beatCell(row: number, column: number): ResultsCell {
  return { kind: 'beat', reference: referenceRows[row]!, shown: shownColumns[column]! };
}

/** Beats of a cell, or runs of a cell of a run matrix. */
export function countOf(table: BeatTable, cell: ResultsCell): number {
  if (cell.kind === 'beat')
    return table.matrix[referenceRows.indexOf(cell.reference)]?.[shownColumns.indexOf(cell.shown)] ?? 0;
  const runs = table.runs.find(({ ectopy }) => ectopy === cell.ectopy);
  return runs?.[cell.role][cell.row]?.[cell.column] ?? 0;
}

/** Beats in the matrix, and how many of them are not the same on both sides. */
export function countBeats(matrix: BeatTable['matrix']): { beats: number; differing: number } {
  let beats = 0;
  let differing = 0;
  matrix.forEach((line, row) =>
    line.forEach((count, column) => {
      beats += count;
      if (!agrees(row, column)) differing += count;
    }),
  );
  return { beats, differing };
}

/** Share of the row's beats in its own column, and of the column's in its own row; null without a beat. */
export function sharesOf(matrix: BeatTable['matrix']): {
  sensitivity: readonly (number | null)[];
  predictivity: readonly (number | null)[];
} {
  const own = matrix.map((line, index) => line[index] ?? 0);
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  const rowSum = (index: number) => matrix[index]?.reduce((sum, count) => sum + count, 0) ?? 0;
  const columnSum = (index: number) => matrix.reduce((sum, line) => sum + (line[index] ?? 0), 0);
  const all = own.slice(0, classes);
  return {
    sensitivity: all.map((count, index) => share(count, rowSum(index))),
    predictivity: all.map((count, index) => share(count, columnSum(index))),
  };
}

/** A share as a number from 0 to 1; null where there is nothing to divide by. */
export function shareOf({ part, whole }: Share): number | null {
  return whole > 0 ? part / whole : null;
}
