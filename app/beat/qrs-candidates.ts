import type { LeadSecond } from './lead-levels.ts';
import { workingRate } from './qrs-coarse.ts';
import { energyWidth, movingSum } from './qrs-envelope.ts';

/** A peak of the QRS envelope that may be a beat. Heights count in usual beats. */
export interface Candidate {
  /** Peak of the envelope, in steps of the working rate. */
  readonly step: number;
  /** Peak of the envelope, in seconds. */
  readonly time: number;
  /** Whether no higher peak lies within 160 ms. */
  readonly strong: boolean;
  /** Height of the envelope's peak; about 1 for a usual beat. */
  readonly height: number;
  /** Steepest slope within the peak. */
  readonly slope: number;
  /** Width of the peak at half its height, in steps. */
  readonly width: number;
  /** Mean of the envelope before and after the peak, as parts of its height. */
  readonly before: number;
  readonly after: number;
  /** Change of the baseline across the peak. */
  readonly swing: number;
  /** Noise between the beats here, as a part of a usual beat. */
  readonly noise: number;
  /** The band-passed leads around the peak, {@link shapeLength} values each, weighted by lead; of unit length in all. */
  readonly shape: readonly number[];
  /** Where the beat is marked, in frames. */
  readonly fiducial: number;
}

/** A peak must be the highest within this many steps on both sides, 100 ms; a strong one within 160 ms. */
const dominance = 18;
const strongDominance = 29;
/** A peak below this part of a usual beat is none: with both leads, 2 of the 51,000 beats of DS1 lie there. */
const faintest = 0.08;
/** The steepest slope is looked for this many steps around a peak: 50 ms. */
const slopeReach = 9;
/** A shape holds every second step of a lead up to this many steps beside the peak: 133 ms. */
const shapeReach = 24;
const shapeStep = 2;
export const shapeLength = (2 * shapeReach) / shapeStep + 1;
/** The flanks of a peak lie from and to this many steps beside it. */
const flankFrom = 20;
const flankTo = 45;
/** Steps across which the baseline's change is measured. */
const swingReach = 27;
/** The scale of the weighted slopes, so that rounding them does not matter. */
const scale = 2 ** 16;

/** Steps beside a stretch that the sum of slopes reaches. */
const padding = (energyWidth - 1) >> 1;

/** Steps beside a stretch that its candidates depend on. */
export const candidateReach = Math.max(strongDominance, flankTo) + 8;

/** One lead of a stretch, at the working rate. */
export interface CoarseLead {
  readonly coarse: Float64Array;
  readonly band: Float64Array;
  readonly slope: Float64Array;
  /** Level, noise and weight by second of the stretch. */
  readonly seconds: readonly LeadSecond[];
}

/** Adds the leads' slopes, each in its usual beats and by its share, to `fused`, which starts `padding` earlier. */
function fuse(leads: readonly CoarseLead[], shares: readonly Float64Array[], fused: Float64Array): void {
  fused.fill(0);
  for (let lead = 0; lead < leads.length; lead++) {
    const { slope, seconds } = leads[lead]!;
    for (let second = 0; second < seconds.length; second++) {
      const share = shares[lead]![second]!;
      if (share === 0) continue;
      const factor = (scale * share) / seconds[second]!.level;
      const end = Math.min(slope.length, (second + 1) * workingRate);
      for (let at = second * workingRate; at < end; at++) {
        fused[at + padding]! += Math.floor(factor * slope[at]! + 0.5);
      }
    }
  }
}

/** Part of each lead in each second; all 0 where no lead has a signal. */
function sharesOf(leads: readonly CoarseLead[]): Float64Array[] {
  const shares = leads.map(({ seconds }) => Float64Array.from(seconds, ({ weight }) => weight));
  for (let second = 0; second < (leads[0]?.seconds.length ?? 0); second++) {
    const total = shares.reduce((sum, share) => sum + share[second]!, 0);
    if (total > 0) for (const share of shares) share[second] = share[second]! / total;
  }
  return shares;
}

/** Whether the envelope at `index` is the highest within `reach` steps; of a plateau the first step is. */
function dominates(envelope: Float64Array, index: number, reach: number): boolean {
  const height = envelope[index]!;
  if (height <= envelope[index - 1]! || height < envelope[index + 1]!) return false;
  const first = Math.max(0, index - reach);
  const last = Math.min(envelope.length - 1, index + reach);
  for (let at = index - 2; at >= first; at--) if (height <= envelope[at]!) return false;
  for (let at = index + 2; at <= last; at++) if (height < envelope[at]!) return false;
  return true;
}

function mean(values: Float64Array, from: number, to: number): number {
  const start = Math.max(0, from);
  const end = Math.min(values.length, to);
  let sum = 0;
  for (let at = start; at < end; at++) sum += values[at]!;
  return end > start ? sum / (end - start) : 0;
}

/** Finds the peaks of a stretch that may be beats, in time order. */
export type CandidateFinder = (
  /** The stretch and {@link candidateReach} steps more on both sides, as far as there is; whole seconds. */
  leads: readonly CoarseLead[],
  /** Step of the leads' first value, first step wanted, and end of the steps wanted. */
  offset: number,
  from: number,
  to: number,
  /** Gives the fiducial, in frames, of a peak at a step, from the shares of the leads there. */
  mark: (step: number, shares: readonly number[]) => number,
) => Candidate[];

/** @param capacity steps that a stretch has at most */
export function createCandidateFinder(capacity: number): CandidateFinder {
  const fused = new Float64Array(capacity + 2 * padding);
  const sums = new Float64Array(capacity);
  return (leads, offset, from, to, mark) => {
    const count = leads[0]?.slope.length ?? 0;
    const shares = sharesOf(leads);
    const slope = fused.subarray(padding, padding + count);
    const envelope = sums.subarray(0, count);
    fuse(leads, shares, fused);
    movingSum(fused, energyWidth, envelope);
    const candidates: Candidate[] = [];
    const end = Math.min(count - 1, to - offset);
    for (let index = Math.max(1, from - offset); index < end; index++) {
      if (envelope[index]! < faintest * scale || !dominates(envelope, index, dominance)) continue;
      const second = Math.floor(index / workingRate);
      const here = shares.map((share) => share[second]!);
      candidates.push(measure(leads, here, slope, envelope, index, offset, mark(offset + index, here)));
    }
    return candidates;
  };
}

function measure(
  leads: readonly CoarseLead[],
  shares: readonly number[],
  slope: Float64Array,
  envelope: Float64Array,
  index: number,
  offset: number,
  fiducial: number,
): Candidate {
  const height = envelope[index]!;
  const second = Math.floor(index / workingRate);
  let steepest = 0;
  for (let at = Math.max(0, index - slopeReach); at <= Math.min(slope.length - 1, index + slopeReach); at++) {
    if (slope[at]! > steepest) steepest = slope[at]!;
  }
  let left = index;
  let right = index;
  while (left > 0 && envelope[left]! * 2 > height) left--;
  while (right < envelope.length - 1 && envelope[right]! * 2 > height) right++;
  return {
    step: offset + index,
    time: (offset + index + 0.5) / workingRate,
    strong: dominates(envelope, index, strongDominance),
    height: height / scale,
    slope: steepest / scale,
    width: right - left,
    before: mean(envelope, index - flankTo, index - flankFrom) / height,
    after: mean(envelope, index + flankFrom + 1, index + flankTo + 1) / height,
    swing: swingAt(leads, shares, index, second),
    noise: noiseAt(leads, shares, second),
    shape: shapeAt(leads, shares, index, second),
    fiducial,
  };
}

/** Steps that the baseline is averaged over on both sides of a peak. */
const swingWidth = 9;

function swingAt(leads: readonly CoarseLead[], shares: readonly number[], index: number, second: number): number {
  let swing = 0;
  for (let lead = 0; lead < leads.length; lead++) {
    if (shares[lead] === 0) continue;
    const { coarse, seconds } = leads[lead]!;
    const left = index - swingReach - (swingWidth >> 1);
    const right = index + swingReach - (swingWidth >> 1);
    const change = mean(coarse, right, right + swingWidth) - mean(coarse, left, left + swingWidth);
    swing += (shares[lead]! * Math.abs(change)) / seconds[second]!.level;
  }
  return swing;
}

function noiseAt(leads: readonly CoarseLead[], shares: readonly number[], second: number): number {
  let noise = 0;
  for (let lead = 0; lead < leads.length; lead++) noise += shares[lead]! * leads[lead]!.seconds[second]!.noise;
  return noise;
}

/** A list and not a typed array: small typed arrays lie outside the heap, and freeing thousands of them is slow. */
function shapeAt(
  leads: readonly CoarseLead[],
  shares: readonly number[],
  index: number,
  second: number,
): readonly number[] {
  const shape: number[] = [];
  let squares = 0;
  for (let lead = 0; lead < leads.length; lead++) {
    const { band, seconds } = leads[lead]!;
    const { level } = seconds[second]!;
    const factor = shares[lead]! > 0 ? Math.sqrt(shares[lead]!) / level : 0;
    const last = band.length - 1;
    for (let place = 0; place < shapeLength; place++) {
      const value = factor * band[Math.max(0, Math.min(last, index + shapeStep * place - shapeReach))]!;
      shape.push(value);
      squares += value * value;
    }
  }
  if (squares === 0) return shape;
  const scaling = 1 / Math.sqrt(squares);
  for (let place = 0; place < shape.length; place++) shape[place]! *= scaling;
  return shape;
}
