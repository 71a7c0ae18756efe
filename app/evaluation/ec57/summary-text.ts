import { beatClassNames } from '../../beat/classes.ts';
import type { ClassMapping } from '../../beat/classes.ts';
import { formatCount, formatRatio } from '../table.ts';
import { comparisonLabels } from './labels.ts';
import type { BeatFigures, ComparisonSummary } from './summary.ts';

/** One record's line of the table. */
export interface RecordFigures extends BeatFigures {
  readonly record: string;
}

/** What was compared. */
export interface ComparisonSetting {
  readonly reference: string;
  readonly test: string;
  readonly mapping: ClassMapping;
  /** Seconds left out at the start of each record. */
  readonly start: number;
}

const mappingSentences: Readonly<Record<ClassMapping, string>> = {
  ec57: 'EC57 (escape beats e, j, n are S)',
  aami: 'AAMI (escape beats e, j are N)',
};

function percent(value: number | null): string {
  return (value === null ? '-' : formatRatio(100 * value)).padStart(8);
}

function line(name: string, { qrs, veb, sveb, rrError }: BeatFigures): string {
  const cells = [qrs.se, qrs.ppv, veb.se, veb.ppv, sveb.se, sveb.ppv].map(percent).join('');
  return `${name.padEnd(10)}${cells}${formatRatio(rrError, 1).padStart(10)}`;
}

function matrixLines(matrix: readonly (readonly number[])[]): string[] {
  const heading = comparisonLabels.map((label) => label.toLowerCase().padStart(9)).join('');
  const rows = comparisonLabels.map((label, row) => {
    const cells = matrix[row]!.map((count, column) => (row > 4 && column > 4 ? '' : formatCount(count)).padStart(9));
    const name = beatClassNames[row] ?? (label === 'O' ? 'no beat' : 'unreadable');
    return `${label} ${name.padEnd(17)}${cells.join('')}`.trimEnd();
  });
  return [`${''.padEnd(19)}${heading}`, ...rows];
}

/**
 * Figures of every record, gross and average, and the gross matrix, as text of fixed width; percentages unless a unit is
 * named, "-" where there is nothing to divide by.
 */
export function summaryText(
  records: readonly RecordFigures[],
  { gross, average }: ComparisonSummary,
  { reference, test, mapping, start }: ComparisonSetting,
): string {
  const part = start > 0 ? `from ${start} s to the end` : 'whole record';
  const headings = ['QRS Se', 'QRS +P', 'VEB Se', 'VEB +P', 'SVEB Se', 'SVEB +P'].map((name) => name.padStart(8));
  return [
    `Beat by beat: ${test} against ${reference}, ${part}, mapping ${mappingSentences[mapping]}.`,
    '',
    `${'record'.padEnd(10)}${headings.join('')}${'RR ms'.padStart(10)}`,
    ...records.map((figures) => line(figures.record, figures)),
    '',
    line('gross', gross),
    line('average', average),
    '',
    'Pairs of all records: rows reference, columns test.',
    ...matrixLines(gross.matrix),
    '',
  ].join('\n');
}
