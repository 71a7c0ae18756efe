import { medianOf } from './median.ts';
import { shapeLength, type Candidate } from './qrs-candidates.ts';

/** Beats on each side that a candidate is compared with. */
const neighbours = 6;
/** Seconds on both sides within which they must lie. */
export const horizon = 12;
/** Places that a shape may be moved by to match. */
const lags = 2;
/** Values that describe a candidate; their order is that of {@link describe}. */
export const featureCount = 34;

/** A candidate under review. */
export interface Reviewed {
  readonly candidate: Candidate;
  /** Correlation with the usual beat of the recording so far. */
  readonly match: number;
  /** Whether the first decision took it for a beat. */
  beat: boolean;
}

/** What beats of the recording have been like wherever they could be seen well. */
export interface Habit {
  /** Running mean of their shapes. */
  readonly template: number[];
  /** Median RR interval in seconds. */
  interval: number;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

/** Product of two shapes; the second is added to `sum`. */
function dotAndAdd(a: readonly number[], b: readonly number[], sum: number[]): number {
  let product = 0;
  for (let index = 0; index < a.length; index++) {
    const value = b[index]!;
    product += a[index]! * value;
    sum[index]! += value;
  }
  return product;
}

/** Best correlation of a shape with a template when moved by up to {@link lags} places; 0 for an empty template. */
export function bestMatch(shape: readonly number[], template: readonly number[]): number {
  let other = 0;
  for (let lead = 0; lead < shape.length; lead += shapeLength) {
    for (let place = lead + lags; place < lead + shapeLength - lags; place++)
      other += template[place]! * template[place]!;
  }
  if (other === 0) return 0;
  let best = -1;
  for (let lag = -lags; lag <= lags; lag++) {
    let product = 0;
    let own = 0;
    for (let lead = 0; lead < shape.length; lead += shapeLength) {
      const from = lead + lags;
      const to = lead + shapeLength - lags;
      for (let place = from; place < to; place++) {
        const value = shape[place + lag]!;
        product += value * template[place]!;
        own += value * value;
      }
    }
    if (own > 0) best = Math.max(best, product / Math.sqrt(own * other));
  }
  return best;
}

function logRatio(a: number, b: number): number {
  return Math.max(-4, Math.min(4, Math.log((a + 1e-6) / (b + 1e-6))));
}

/** How much an entry looks like a usual beat. */
function evidence({ candidate, match }: Reviewed): number {
  return match * Math.min(1.2, candidate.height);
}

/** What lies around a candidate. */
interface Company {
  readonly earlier: Reviewed[];
  readonly later: Reviewed[];
  /** Median height of the strong peaks around that are no beats, or null. */
  readonly noise: number | null;
  /** Highest peak within 360 ms. */
  readonly rival: number;
  /** Best evidence for a beat nearer than half an RR interval, and one interval before and after. */
  readonly nearEvidence: number;
  readonly evidenceBefore: number;
  readonly evidenceAfter: number;
}

const scratch = new Float64Array(512);

function companyOf(queue: readonly Reviewed[], index: number, interval: number): Company {
  const { time } = queue[index]!.candidate;
  const sides: [Reviewed[], Reviewed[]] = [[], []];
  const periodic: [number, number] = [-1, -1];
  let noises = 0;
  let rival = 0;
  let nearEvidence = -1;
  for (let way = 0; way < 2; way++) {
    const step = way === 0 ? -1 : 1;
    const side = sides[way]!;
    for (let at = index + step; at >= 0 && at < queue.length && side.length < neighbours; at += step) {
      const other = queue[at]!;
      const away = Math.abs(other.candidate.time - time);
      if (away > horizon) break;
      if (other.beat) side.push(other);
      else if (other.candidate.strong && noises < scratch.length) scratch[noises++] = other.candidate.height;
      if (away < 0.36 && other.candidate.height > rival) rival = other.candidate.height;
      const phase = away / interval;
      if (phase < 0.5) nearEvidence = Math.max(nearEvidence, evidence(other));
      else if (phase > 0.85 && phase < 1.15) periodic[way] = Math.max(periodic[way]!, evidence(other));
    }
  }
  return {
    earlier: sides[0],
    later: sides[1],
    noise: noises > 0 ? medianOf(scratch, noises) : null,
    rival,
    nearEvidence,
    evidenceBefore: periodic[0],
    evidenceAfter: periodic[1],
  };
}

/** Median RR interval of the beats around, and the median distance from it. */
function rhythmOf(earlier: readonly Reviewed[], later: readonly Reviewed[]): { interval: number; spread: number } {
  let count = 0;
  for (const side of [earlier, later]) {
    for (let at = 1; at < side.length; at++) {
      scratch[count++] = Math.abs(side[at]!.candidate.time - side[at - 1]!.candidate.time);
    }
  }
  if (count === 0) return { interval: 0.8, spread: 0.4 };
  const interval = medianOf(scratch, count);
  for (let at = 0; at < count; at++) scratch[at] = Math.abs(scratch[at]! - interval);
  return { interval, spread: medianOf(scratch, count) };
}

function medianBy(entries: readonly Reviewed[], value: (candidate: Candidate) => number): number {
  entries.forEach(({ candidate }, index) => {
    scratch[index] = value(candidate);
  });
  return medianOf(scratch, entries.length);
}

/**
 * Describes a candidate in the company of the peaks around it: size, shape and place in the rhythm, each relative to the
 * beats nearby and to the recording's habit.
 *
 * @param queue candidates in time order
 * @param index which of them
 * @param features receives {@link featureCount} values
 */
export function describe(queue: readonly Reviewed[], index: number, habit: Habit, features: Float32Array): void {
  const { candidate, beat, match } = queue[index]!;
  const { time, height, slope, shape } = candidate;
  const company = companyOf(queue, index, habit.interval);
  const around = [...company.earlier, ...company.later];
  const previous = company.earlier[0];
  const next = company.later[0];
  const usualHeight = around.length > 0 ? medianBy(around, (other) => other.height) : 1;
  const usualSlope = around.length > 0 ? medianBy(around, (other) => other.slope) : slope;
  const usualNoise = company.noise ?? usualHeight / 20;
  const rhythm = rhythmOf(company.earlier, company.later);
  const sincePrevious = previous ? time - previous.candidate.time : 3;
  const untilNext = next ? next.candidate.time - time : 3;

  const template: number[] = shape.map(() => 0);
  let best = -1;
  for (const other of around) best = Math.max(best, dotAndAdd(shape, other.candidate.shape, template));
  const coherence = around.length > 0 ? Math.sqrt(dot(template, template)) / around.length : 0;

  features.set([
    logRatio(height, usualHeight),
    logRatio(height, usualNoise),
    logRatio(usualHeight, usualNoise),
    logRatio(slope, usualSlope),
    bestMatch(shape, template),
    best,
    previous ? dot(shape, previous.candidate.shape) : 0,
    coherence,
    Math.min(2.5, sincePrevious / rhythm.interval),
    Math.min(2.5, untilNext / rhythm.interval),
    Math.min(1.5, sincePrevious),
    Math.min(1.5, untilNext),
    Math.min(1, Math.abs(sincePrevious - untilNext) / rhythm.interval),
    previous ? logRatio(slope, previous.candidate.slope) : 0,
    previous ? logRatio(height, previous.candidate.height) : 0,
    next ? logRatio(height, next.candidate.height) : 0,
    logRatio(height, company.rival),
    Math.min(2, candidate.noise),
    Math.min(1.5, rhythm.interval),
    Math.min(1, rhythm.spread / rhythm.interval),
    candidate.width / 20,
    Math.min(2, candidate.before),
    Math.min(2, candidate.after),
    logRatio(candidate.swing * 1000, height),
    beat ? 1 : 0,
    logRatio(height, 1),
    candidate.strong ? 1 : 0,
    match,
    company.evidenceBefore,
    company.evidenceAfter,
    company.nearEvidence,
    Math.min(2.5, sincePrevious / habit.interval),
    Math.min(2.5, untilNext / habit.interval),
    Math.min(1.5, rhythm.interval / habit.interval),
  ]);
}
