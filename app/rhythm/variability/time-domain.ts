import { firstEndingAt, type NormalIntervals } from './normal-intervals.ts';
import { pieceMask, type Work } from '../work.ts';

/** Milliseconds and percent; null where there are too few intervals. */
export interface TimeDomain {
  readonly meanNn: number | null;
  readonly sdnn: number | null;
  readonly rmssd: number | null;
  readonly pnn50: number | null;
}

/**
 * Time domain measures of N-N intervals [from, to) by index, as in Task Force of the ESC and the NASPE, "Heart rate
 * variability", Circulation 93: 1043-1065, 1996, table 1: SDNN (divisor n - 1), RMSSD, and pNN50, the share of successive
 * differences greater than, not equal to, 50 ms. Successive means without another beat between.
 */
export function* timeDomainWork({ lengths, successive }: NormalIntervals, from: number, to: number): Work<TimeDomain> {
  const count = to - from;
  if (count < 2) return { meanNn: count === 1 ? lengths[from]! : null, sdnn: null, rmssd: null, pnn50: null };
  let sum = 0;
  for (let index = from; index < to; index++) {
    if ((index & pieceMask) === 0) yield;
    sum += lengths[index]!;
  }
  const mean = sum / count;
  let squares = 0;
  let pairs = 0;
  let differences = 0;
  let beyond = 0;
  for (let index = from; index < to; index++) {
    if ((index & pieceMask) === 0) yield;
    squares += (lengths[index]! - mean) ** 2;
    if (index === from || !successive[index]) continue;
    const difference = lengths[index]! - lengths[index - 1]!;
    pairs++;
    differences += difference * difference;
    if (Math.abs(difference) > 50 + rounding) beyond++;
  }
  return {
    meanNn: mean,
    sdnn: Math.sqrt(squares / (count - 1)),
    rmssd: pairs > 0 ? Math.sqrt(differences / pairs) : null,
    pnn50: pairs > 0 ? (100 * beyond) / pairs : null,
  };
}

/** Milliseconds that two equal differences of whole frames may differ by as floating-point numbers. */
const rounding = 1e-6;
/** Seconds. */
const segment = 300;
/** Share of five minutes that N-N intervals must fill for their mean to stand for it. */
const leastFilled = 0.5;

/**
 * SDANN: standard deviation (divisor n - 1) of the mean N-N intervals of five-minute segments from the start of the recording.
 * A segment counts when N-N intervals fill at least half of it.
 *
 * @param duration seconds
 */
export function* deviationOfMeansWork(intervals: NormalIntervals, duration: number): Work<number | null> {
  const means: number[] = [];
  for (let start = 0; start < duration; start += segment) {
    yield;
    const from = firstEndingAt(intervals, start);
    const to = firstEndingAt(intervals, start + segment);
    let sum = 0;
    for (let index = from; index < to; index++) sum += intervals.lengths[index]!;
    if (sum >= leastFilled * segment * 1000) means.push(sum / (to - from));
  }
  if (means.length < 2) return null;
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  return Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (means.length - 1));
}

/** The conventional bin of the histogram, milliseconds. */
const bin = 1000 / 128;

/** HRV triangular index: all N-N intervals over those in the highest bin of 1/128 s (Task Force 1996). */
export function* triangularIndexWork({ lengths }: NormalIntervals): Work<number | null> {
  if (lengths.length === 0) return null;
  const heights = new Map<number, number>();
  let highest = 0;
  for (let index = 0; index < lengths.length; index++) {
    if ((index & pieceMask) === 0) yield;
    const place = Math.floor(lengths[index]! / bin + rounding);
    const height = (heights.get(place) ?? 0) + 1;
    heights.set(place, height);
    if (height > highest) highest = height;
  }
  return lengths.length / highest;
}
