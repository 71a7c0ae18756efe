import type { RecordingRow } from '../../app/contract/records.ts';

/** The one state of a recording that a reader acts on first. */
export type Status = 'in-review' | 'attention' | 'failed' | 'running' | 'waiting' | 'none' | 'new' | 'signed-off';

const order: readonly Status[] = [
  'in-review',
  'attention',
  'failed',
  'running',
  'waiting',
  'none',
  'new',
  'signed-off',
];

/** What needs a person comes before what is at work, and that before what is done. */
export function statusOf(row: RecordingRow): Status {
  if (row.attention !== null) return 'attention';
  if (row.analysis !== 'done') return row.analysis;
  return row.review;
}

/** Place of a status in a sorted list: work in hand first, finished last. */
export function statusOrder(status: Status): number {
  return order.indexOf(status);
}
