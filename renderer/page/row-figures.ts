import { beatClasses } from '../../app/contract/classes.ts';
import { firstBeatFrom, type BeatColumns } from '../waveform/beat-columns.ts';

/** A stretch of frames [from, to). */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What stands beside a row. */
export interface RowFigures {
  readonly beats: number;
  /** Beats a class, in the order of beatClasses. */
  readonly classes: readonly number[];
  /** 60,000 over the mean of the RR intervals that end in the row; null when none does. */
  readonly rate: number | null;
  /** Longest RR interval that ends in the row, milliseconds; intervals with unreadable signal in them do not count. */
  readonly longestRr: number | null;
}

/**
 * Counts one row from the beats of its page, by the same rules as `rhythm.table`.
 *
 * @param beats with the beat before the row among them, where there is one
 * @param unreadable ascending, not overlapping
 * @param rate frames per second
 */
export function rowFigures(beats: BeatColumns, row: Stretch, unreadable: readonly Stretch[], rate: number): RowFigures {
  const first = firstBeatFrom(beats, row.from);
  const last = firstBeatFrom(beats, row.to);
  const classes = beatClasses.map(() => 0);
  let sum = 0;
  let intervals = 0;
  let longest = 0;
  for (let index = first; index < last; index++) {
    const label = beats.labels[index]!;
    if (label < classes.length) classes[label]! += 1;
    const before = beats.samples[index - 1];
    const sample = beats.samples[index]!;
    if (before === undefined || isUnreadable(unreadable, before, sample)) continue;
    sum += sample - before;
    intervals += 1;
    longest = Math.max(longest, sample - before);
  }
  const milliseconds = 1000 / rate;
  return {
    beats: last - first,
    classes,
    rate: intervals > 0 ? 60_000 / ((sum / intervals) * milliseconds) : null,
    longestRr: intervals > 0 ? longest * milliseconds : null,
  };
}

/** Whether something between two frames cannot be read. By bisection: a long recording has thousands of such stretches. */
function isUnreadable(unreadable: readonly Stretch[], from: number, to: number): boolean {
  let low = 0;
  let high = unreadable.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (unreadable[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  const next = unreadable[low];
  return next !== undefined && next.from < to;
}
