import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  type ColumnDef,
  type SortFn,
} from '@tanstack/vue-table';

import type { RecordingRow } from '../../app/contract/records.ts';
import { statusOf, statusOrder } from './status.ts';

const names = new Intl.Collator('en', { numeric: true });

type Compare = (a: RecordingRow, b: RecordingRow) => number;

/** Columns in order, each with how it sorts; numbers start with the largest. */
const comparisons = {
  name: (a, b) => names.compare(a.name, b.name),
  patient: (a, b) => (a.patient.age ?? -1) - (b.patient.age ?? -1),
  length: (a, b) => a.frames / a.rate - b.frames / b.rate,
  leads: (a, b) => names.compare(leadNames(a), leadNames(b)),
  beats: (a, b) => a.beats - b.beats,
  classes: (a, b) => shareOfEctopic(a) - shareOfEctopic(b),
  burden: (a, b) => (ventricularBurden(a) ?? -1) - (ventricularBurden(b) ?? -1),
  status: (a, b) => statusOrder(statusOf(a)) - statusOrder(statusOf(b)),
  model: (a, b) => names.compare(a.model?.id ?? '', b.model?.id ?? ''),
  corrected: (a, b) => a.corrected - b.corrected,
  differs: (a, b) => (a.differsFromFile ?? -1) - (b.differsFromFile ?? -1),
} as const satisfies Record<string, Compare>;

export type ColumnName = keyof typeof comparisons;
export const columnNames = Object.keys(comparisons) as ColumnName[];
/** Columns whose figures stand at the right edge. */
export const rightColumns: ReadonlySet<ColumnName> = new Set(['length', 'beats', 'burden', 'corrected', 'differs']);

export const libraryFeatures = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

export type LibraryColumn = ColumnDef<typeof libraryFeatures, RecordingRow>;

/** Column definitions for the table; equal rows keep the order of their names. */
export const libraryColumns: LibraryColumn[] = columnNames.map((id) => {
  const compare: SortFn<typeof libraryFeatures, RecordingRow> = (a, b) => comparisons[id](a.original, b.original);
  return {
    id,
    accessorFn: (row) => row.name,
    sortFn: compare,
    sortDescFirst: rightColumns.has(id) || id === 'classes',
  };
});

export function leadNames(row: RecordingRow): string {
  return row.leads.map((lead) => lead.name).join(', ');
}

/** V beats of all classified beats, 0 to 1; null when none is classified. */
export function ventricularBurden(row: RecordingRow): number | null {
  const total = row.classes.reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : row.classes[2] / total;
}

function shareOfEctopic(row: RecordingRow): number {
  const total = row.classes.reduce((sum, count) => sum + count, 0);
  return total === 0 ? -1 : 1 - row.classes[0] / total;
}
