import { beatClasses } from '../../app/contract/classes.ts';
import { quantiles } from './axis.ts';

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

/** Longer intervals than this are no heart beating, milliseconds; ratios beyond it are none either. */
const highest = { milliseconds: 16_384, ratio: 8 };

/** Measures the marked beats: a million in some ten milliseconds, medians to 1 ms and to 0.05 %. */
export function measureChosen(intervals: Intervals, mask: Uint8Array): ChosenFigures {
  const { labels, before, after, prematurity } = intervals;
  const classes = beatClasses.map(() => 0);
  const all = beatClasses.map(() => 0);
  let beats = 0;
  for (let index = 0; index < labels.length; index++) {
    const label = labels[index]!;
    if (label < all.length) all[label]! += 1;
    if (mask[index] !== 1) continue;
    beats += 1;
    if (label < classes.length) classes[label]! += 1;
  }
  const [couplings, pauses, ratios, sums] = [0, 0, 0, 0].map(() => new Float32Array(beats).fill(Number.NaN));
  let at = 0;
  for (let index = 0; index < labels.length; index++) {
    if (mask[index] !== 1) continue;
    const [rrBefore, rrAfter, ratio] = [before[index]!, after[index]!, prematurity[index]!];
    couplings![at] = rrBefore;
    pauses![at] = rrAfter;
    ratios![at] = ratio;
    sums![at] = ((rrBefore + rrAfter) * ratio) / (2 * rrBefore);
    at += 1;
  }
  const label = classes.indexOf(Math.max(...classes));
  const [low, middle, high] = measured(couplings!, [0.05, 0.5, 0.95], highest.milliseconds);
  const ratio = measured(ratios!, [0.5], highest.ratio)[0] ?? null;
  return {
    beats,
    classes,
    most: classes[label]! > 0 ? { label, elsewhere: all[label]! - classes[label]! } : null,
    coupling: middle ?? null,
    couplingLow: low ?? null,
    couplingHigh: high ?? null,
    prematurity: ratio === null ? null : 1 - ratio,
    pauseAfter: measured(pauses!, [0.5], highest.milliseconds)[0] ?? null,
    compensation: measured(sums!, [0.5], highest.ratio)[0] ?? null,
  };
}

/** Values at the given shares, none when no value is a number. */
function measured(values: Float32Array, shares: readonly number[], most: number): number[] {
  return values.some((value) => value >= 0) ? quantiles(values, shares, most) : [];
}
