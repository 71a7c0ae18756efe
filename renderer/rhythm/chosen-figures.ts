import { beatClasses } from '../../app/contract/classes.ts';

/** Intervals of a session, beat by beat. */
export interface Intervals {
  readonly revision: number;
  readonly samples: Int32Array;
  readonly labels: Uint8Array;
  /** Milliseconds; NaN where there is none. */
  readonly before: Float32Array;
  readonly after: Float32Array;
  /** `before` over the mean of the last eight normal intervals; NaN where there is none. */
  readonly prematurity: Float32Array;
}

/** What the selected beats have in common. Null where none of them has the figure. */
export interface ChosenFigures {
  readonly beats: number;
  /** By class, in the order of beatClasses; beats without a class are in none. */
  readonly classes: readonly number[];
  /** The class that most of them have, and how many beats of it are not selected; null when none has a class. */
  readonly most: { readonly label: number; readonly elsewhere: number } | null;
  /** RR before, milliseconds: median, and the values between which nine of ten lie. */
  readonly coupling: number | null;
  readonly couplingLow: number | null;
  readonly couplingHigh: number | null;
  /** How much earlier than the mean of the eight normal intervals before, median share: 0.4 is 40 % early. */
  readonly prematurity: number | null;
  /** RR after, median, milliseconds. */
  readonly pauseAfter: number | null;
  /** RR before and after together over two mean normal intervals, median: 1 is a full compensatory pause. */
  readonly compensation: number | null;
}

/** Measures the marked beats. */
export function measureChosen(intervals: Intervals, mask: Uint8Array): ChosenFigures {
  const { labels, before, after, prematurity } = intervals;
  const classes = beatClasses.map(() => 0);
  const all = beatClasses.map(() => 0);
  const couplings: number[] = [];
  const early: number[] = [];
  const pauses: number[] = [];
  const sums: number[] = [];
  let beats = 0;
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index]!;
    if (label < all.length) all[label]! += 1;
    if (mask[index] !== 1) continue;
    beats += 1;
    if (label < classes.length) classes[label]! += 1;
    const [rrBefore, rrAfter, ratio] = [before[index]!, after[index]!, prematurity[index]!];
    if (!Number.isNaN(rrBefore)) couplings.push(rrBefore);
    if (!Number.isNaN(rrAfter)) pauses.push(rrAfter);
    if (Number.isNaN(ratio) || ratio <= 0) continue;
    early.push(1 - ratio);
    if (!Number.isNaN(rrAfter)) sums.push(((rrBefore + rrAfter) * ratio) / (2 * rrBefore));
  }
  const ordered = Float64Array.from(couplings).sort();
  const label = classes.indexOf(Math.max(...classes));
  return {
    beats,
    classes,
    most: classes[label]! > 0 ? { label, elsewhere: all[label]! - classes[label]! } : null,
    coupling: quantile(ordered, 0.5),
    couplingLow: quantile(ordered, 0.05),
    couplingHigh: quantile(ordered, 0.95),
    prematurity: quantile(Float64Array.from(early).sort(), 0.5),
    pauseAfter: quantile(Float64Array.from(pauses).sort(), 0.5),
    compensation: quantile(Float64Array.from(sums).sort(), 0.5),
  };
}

/** The value at a share of ascending values, the nearest one; null when there is none. */
function quantile(values: Float64Array, share: number): number | null {
  return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? null;
}
