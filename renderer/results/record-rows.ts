import type { AverageStatistics, BeatStatistics, ResultsCell, ResultsOverall } from '../../app/contract/results.ts';
import { countBeats, countOf, shareOf } from './cell.ts';

export type RecordResult = ResultsOverall['records'][number];

export const recordColumns = [
  'name',
  'beats',
  'qrsSensitivity',
  'qrsPredictivity',
  'vebSensitivity',
  'vebPredictivity',
  'svebSensitivity',
  'svebPredictivity',
  'rrError',
  'differing',
  'cell',
] as const;
export type RecordColumn = (typeof recordColumns)[number];

/** One line of the table of recordings; null where there is nothing to divide by. */
export type RecordLine = { readonly record: RecordResult } & Readonly<
  Record<Exclude<RecordColumn, 'name'>, number | null>
>;

/** The figures of each recording; `cell` counts its beats in the cell that was chosen. */
export function recordLines(records: readonly RecordResult[], cell: ResultsCell | null): RecordLine[] {
  return records.map((record) => {
    const { matrix, statistics } = record.table;
    return {
      record,
      ...countBeats(matrix),
      qrsSensitivity: shareOf(statistics.qrsSensitivity),
      qrsPredictivity: shareOf(statistics.qrsPredictivity),
      vebSensitivity: shareOf(statistics.vebSensitivity),
      vebPredictivity: shareOf(statistics.vebPredictivity),
      svebSensitivity: shareOf(statistics.svebSensitivity),
      svebPredictivity: shareOf(statistics.svebPredictivity),
      rrError: statistics.rrError,
      cell: cell && countOf(record.table, cell),
    };
  });
}

/** Gross or average figures as a line below the recordings. */
export function sumLine(
  statistics: BeatStatistics | AverageStatistics | null,
  column: RecordColumn,
): number | null | undefined {
  if (!statistics || column === 'name' || column === 'beats' || column === 'differing' || column === 'cell')
    return undefined;
  const value = statistics[column];
  return typeof value === 'object' && value !== null ? shareOf(value) : value;
}

export interface Sorting {
  readonly column: RecordColumn;
  readonly descending: boolean;
}

/** Lines in order; what has no figure comes last either way. Names are ordered as numbers where they are. */
export function sortLines(lines: readonly RecordLine[], { column, descending }: Sorting): RecordLine[] {
  const sign = descending ? -1 : 1;
  const byName = (a: RecordLine, b: RecordLine) => a.record.name.localeCompare(b.record.name, 'en', { numeric: true });
  return lines.toSorted((a, b) => {
    if (column === 'name') return sign * byName(a, b);
    const [first, second] = [a[column], b[column]];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byName(a, b);
    return sign * (first - second) || byName(a, b);
  });
}
