import { beatClasses, type BeatClass } from '../../app/contract/classes.ts';
import type { BulkPreview } from '../../app/contract/families.ts';

/** A count before and after a bulk change. */
export interface ChangedCount {
  /** A class, or a kind of event. */
  readonly kind: string;
  readonly before: number;
  readonly after: number;
}

/** Most that fit beside each other. */
const most = 6;

/** The counts that a bulk change moves: classes first, then events, those that move most first. */
export function changedCounts({ before, after, events }: BulkPreview): ChangedCount[] {
  const classes = beatClasses
    .map((kind, index) => ({ kind, before: before[index]!, after: after[index]! }))
    .filter((count) => count.before !== count.after);
  const moved = (count: ChangedCount) => Math.abs(count.after - count.before);
  return [...classes, ...(events ?? []).toSorted((a, b) => moved(b) - moved(a))].slice(0, most);
}

/** Classes that beats would lose, most beats first. */
export function lostClasses({ from }: BulkPreview): BeatClass[] {
  return beatClasses
    .filter((_, index) => from[index]! > 0)
    .sort((a, b) => from[beatClasses.indexOf(b)]! - from[beatClasses.indexOf(a)]!);
}

/** From this mean probability on the model was sure. */
export const sureFrom = 0.9;
