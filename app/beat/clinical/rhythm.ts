import { runningQuantile } from './running-quantile.ts';

/** Names of the numbers that describe when a beat came, in the order of the features; see {@link writeRhythm}. */
export const rhythmNames = [
  'pre',
  'post',
  'pre/mean',
  'post/mean',
  'pre/mean of 11',
  'pre/mean of 41',
  'post/pre',
  'pre/previous',
  'next/post',
  'previous/mean',
  'mean',
  'pre/mean of last 11',
  'pre/mean of last 41',
  'pre/unhurried of 41',
  'pre/unhurried',
  'RR-4/mean',
  'RR-3/mean',
  'RR-2/mean',
  'RR-1/mean',
  'RR+2/mean',
  'RR+3/mean',
  'RR+4/mean',
  'RR+5/mean',
  'deviation of 21',
  'deviation of last 21',
  'change of 21',
  'irregularity of 41',
  'irregularity of 121',
] as const;

/** Seconds that an interval is compared with: 75 beats a minute. */
const usualInterval = 0.8;
/** Intervals are taken to be at least this long: two marks on one beat must not give a logarithm of 0. */
const shortestInterval = 0.1;
const longestInterval = 10;
/** Logarithms of ratios are cut at this size: a factor of 5. */
const limit = 1.6;
/** What logarithms are multiplied with, to bring their usual spread near 1. */
const scale = 3;
/** What changes from beat to beat are multiplied with: 2 in atrial fibrillation, 0.2 in a sinus rhythm. */
const changeScale = 10;
/** Of intervals in order, the one that three quarters are shorter than: the pace between premature beats and pauses. */
const unhurriedQuantile = 0.75;

/** Intervals between the beats of a block and its neighbours, and what is usual in the block. */
export interface Rhythm {
  /** Beats of the block, as indices into `intervals`: [first, until). */
  readonly first: number;
  readonly until: number;
  /** Interval before each beat in seconds, neighbours of the block included, and one more: the one after the last beat. */
  readonly intervals: Float64Array;
  /** Mean interval before the beats of the block. */
  readonly mean: number;
}

/**
 * Intervals of the beats of one block.
 *
 * The interval before the first beat of all and the one after the last, which nobody knows, are taken to be as long as the mean.
 *
 * @param seconds when each beat came, ascending: those of the block and some neighbours on either side
 * @param first,until which of them belong to the block
 */
export function rhythmOf(seconds: Float64Array, first: number, until: number): Rhythm {
  const count = seconds.length;
  const intervals = new Float64Array(count + 1);
  let sum = 0;
  let known = 0;
  for (let beat = 1; beat < count; beat++) {
    intervals[beat] = clamp(seconds[beat]! - seconds[beat - 1]!, shortestInterval, longestInterval);
    if (beat < first || beat >= until) continue;
    sum += intervals[beat]!;
    known++;
  }
  const mean = known > 0 ? sum / known : usualInterval;
  intervals[0] = mean;
  intervals[count] = mean;
  return { first, until, intervals, mean };
}

/** Interval before each beat of the block over the mean of the 41 around it: above 1 a beat came late. */
export function latenessOf({ first, until, intervals }: Rhythm): Float64Array {
  const sums = runningSums(intervals);
  return Float64Array.from({ length: until - first }, (_, index) => {
    const beat = first + index;
    return intervals[beat]! / meanOf(sums, beat - 20, beat + 20);
  });
}

/**
 * Writes {@link rhythmNames} for every beat of the block: logarithms of ratios of intervals (the one before the beat: "pre"; the
 * one after: "post"; "mean" of the block), how far logarithms spread among neighbours, by how much they change from beat to
 * beat, and how irregular the rhythm is.
 *
 * Ratios are to the mean, as in de Chazal et al. 2004, not to the median: where most beats are premature, the median is
 * theirs. "Unhurried" is the upper quartile, for the same reason.
 *
 * @param into receives rhythmNames.length values for each beat
 * @param stride distance between the first values of consecutive beats
 */
export function writeRhythm({ first, until, intervals, mean }: Rhythm, into: Float32Array, stride: number): void {
  const count = intervals.length - 1;
  const sums = runningSums(intervals);
  const logarithms = Float64Array.from(intervals, Math.log);
  const logSums = runningSums(logarithms);
  const squareSums = runningSums(logarithms.map((value) => value * value));
  const unhurried = quantile(intervals.slice(first, until), unhurriedQuantile);
  const unhurriedAround = runningQuantile(intervals, 20, unhurriedQuantile);
  const changes = runningQuantile(changesOf(logarithms, 1), 10, 0.5);
  const irregularity = irregularityOf(logarithms, 20);
  const irregularityAround = irregularityOf(logarithms, 60);
  const at = (index: number) => intervals[clamp(index, 0, count)]!;

  for (let beat = first; beat < until; beat++) {
    const pre = at(beat);
    const post = at(beat + 1);
    const ratios = [
      pre / usualInterval,
      post / usualInterval,
      pre / mean,
      post / mean,
      pre / meanOf(sums, beat - 5, beat + 5),
      pre / meanOf(sums, beat - 20, beat + 20),
      post / pre,
      pre / at(beat - 1),
      at(beat + 2) / post,
      at(beat - 1) / mean,
      mean / usualInterval,
      pre / meanOf(sums, beat - 11, beat - 1),
      pre / meanOf(sums, beat - 41, beat - 1),
      pre / unhurriedAround[beat]!,
      pre / unhurried,
      at(beat - 4) / mean,
      at(beat - 3) / mean,
      at(beat - 2) / mean,
      at(beat - 1) / mean,
      at(beat + 2) / mean,
      at(beat + 3) / mean,
      at(beat + 4) / mean,
      at(beat + 5) / mean,
    ];
    const spreads = [
      scale * deviationOf(logSums, squareSums, beat - 10, beat + 10),
      scale * deviationOf(logSums, squareSums, beat - 21, beat - 1),
      changeScale * changes[beat]!,
      changeScale * irregularity[beat]!,
      changeScale * irregularityAround[beat]!,
    ];
    const to = (beat - first) * stride;
    for (let index = 0; index < ratios.length; index++)
      into[to + index] = scale * clamp(Math.log(ratios[index]!), -limit, limit);
    for (let index = 0; index < spreads.length; index++)
      into[to + ratios.length + index] = Math.min(scale * limit, spreads[index]!);
  }
}

/**
 * How irregular the rhythm around each beat is that no pattern explains: the median change of the intervals around from the one
 * before, or from two, three or four before, whichever is least. It is large in atrial fibrillation, the "irregularly irregular" rhythm, and
 * small in bigeminy and trigeminy, where every second or third interval is alike, and with premature beats now and then.
 */
function irregularityOf(logarithms: Float64Array, radius: number): Float64Array {
  const byLag = [1, 2, 3, 4].map((lag) => runningQuantile(changesOf(logarithms, lag), radius, 0.5));
  return logarithms.map((_, index) => Math.min(...byLag.map((changes) => changes[index]!)));
}

/** By how much each value differs from the one `lag` before; the first ones from the first. */
function changesOf(values: Float64Array, lag: number): Float64Array {
  return values.map((value, index) => Math.abs(value - values[Math.max(0, index - lag)]!));
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(greatest, Math.max(least, value));
}

/** Sums of the values before each index, one more than there are values. */
function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index++) sums[index + 1] = sums[index]! + values[index]!;
  return sums;
}

/** Mean over [from, to] as far as it exists; of the first value where nothing does. */
function meanOf(sums: Float64Array, from: number, to: number): number {
  const low = clamp(from, 0, sums.length - 2);
  const high = clamp(to + 1, low + 1, sums.length - 1);
  return (sums[high]! - sums[low]!) / (high - low);
}

function deviationOf(sums: Float64Array, squares: Float64Array, from: number, to: number): number {
  const mean = meanOf(sums, from, to);
  return Math.sqrt(Math.max(0, meanOf(squares, from, to) - mean * mean));
}

/** A quantile; sorts the values in place. */
function quantile(values: Float64Array, share: number): number {
  values.sort();
  return values[Math.round(share * (values.length - 1))]!;
}
