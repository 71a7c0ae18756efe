import { qrsEnvelope } from './qrs-envelope.ts';

/** A peak of the QRS envelope that may be a beat. */
export interface Candidate {
  /** Peak of the envelope, in seconds. */
  readonly time: number;
  /** Height of the envelope's peak. */
  readonly height: number;
  /** Steepest slope of the lead within the peak, per second. */
  readonly slope: number;
  /** Where the beat is marked, in samples of the lead. */
  readonly fiducial: number;
}

/** A peak must be the highest within this many seconds on both sides. */
const dominance = 0.16;
/** The steepest slope is looked for this many seconds around a peak. */
const slopeReach = 0.05;
/** The fiducial lies within this many seconds of a peak. */
const fiducialReach = 0.1;
/** The resting level is the median of this many seconds on both sides. */
const levelReach = 0.25;
/** Steps at which the resting level is sampled, in seconds. */
const levelStep = 0.008;
/** A negative wave must be this much larger than the positive one to be the fiducial. */
const negativeAdvantage = 1.5;

/** Samples per second at which envelopes are made: the lead's rate divided until it is as low as this or just above. */
const workingRate = 180;

/** Whether the envelope at `index` is the highest within `reach` on both sides; of a plateau the first sample is. */
function dominates(envelope: Float64Array, index: number, reach: number): boolean {
  const height = envelope[index]!;
  if (height <= 0 || height <= (envelope[index - 1] ?? -1) || height < (envelope[index + 1] ?? -1)) return false;
  for (let step = 2; step <= reach; step++) {
    if (height <= (envelope[index - step] ?? -1) || height < (envelope[index + step] ?? -1)) return false;
  }
  return true;
}

function steepest(samples: Float64Array, index: number, rate: number): number {
  const reach = Math.round(slopeReach * rate);
  let slope = 0;
  for (let at = Math.max(1, index - reach); at < Math.min(samples.length, index + reach); at++) {
    slope = Math.max(slope, Math.abs(samples[at]! - samples[at - 1]!));
  }
  return slope * rate;
}

/** The R peak near `centre`: the highest sample above the resting level, or the lowest one where the beat is negative. */
function placeFiducial(samples: Int32Array, centre: number, rate: number, sign: number): number {
  const around: number[] = [];
  const step = Math.max(1, Math.round(levelStep * rate));
  const width = Math.round(levelReach * rate);
  for (let at = Math.max(0, centre - width); at < Math.min(samples.length, centre + width); at += step) {
    around.push(sign * samples[at]!);
  }
  around.sort((a, b) => a - b);
  const level = around[around.length >> 1] ?? 0;

  const reach = Math.round(fiducialReach * rate);
  let highest = Math.min(centre, samples.length - 1);
  let lowest = highest;
  for (let at = Math.max(0, centre - reach); at <= Math.min(samples.length - 1, centre + reach); at++) {
    if (sign * samples[at]! > sign * samples[highest]!) highest = at;
    if (sign * samples[at]! < sign * samples[lowest]!) lowest = at;
  }
  const above = sign * samples[highest]! - level;
  const below = level - sign * samples[lowest]!;
  return below > negativeAdvantage * above ? lowest : highest;
}

/** Samples that are averaged into one before the envelope is made. */
export function samplesPerStep(rate: number): number {
  return Math.max(1, Math.floor(rate / workingRate));
}

/**
 * The peaks of a stretch that may be beats, in time order.
 *
 * @param samples one lead without gaps: the stretch and {@link candidateMargin} seconds more on both sides, as far as there is
 * @param offset position of `samples[0]` in the lead, a multiple of {@link samplesPerStep}
 * @param from first position wanted, in samples of the lead
 * @param to end of the positions wanted
 * @param sign -1 for a lead whose gain is negative, else 1
 */
export function findCandidates(
  samples: Int32Array,
  rate: number,
  offset: number,
  from: number,
  to: number,
  sign: number,
): Candidate[] {
  const step = samplesPerStep(rate);
  const steps = Math.floor(samples.length / step);
  const coarse = new Float64Array(steps);
  for (let index = 0; index < steps; index++) {
    let sum = 0;
    for (let part = 0; part < step; part++) sum += samples[index * step + part]!;
    coarse[index] = sum;
  }
  const coarseRate = rate / step;
  const envelope = qrsEnvelope(coarse, coarseRate);
  const reach = Math.round(dominance * coarseRate);
  const candidates: Candidate[] = [];
  const until = Math.min(steps, Math.ceil((to - offset) / step));
  for (let index = Math.ceil((from - offset) / step); index < until; index++) {
    if (!dominates(envelope, index, reach)) continue;
    const centre = index * step + (step >> 1);
    candidates.push({
      time: (offset + centre) / rate,
      height: envelope[index]!,
      slope: steepest(coarse, index, coarseRate),
      fiducial: offset + placeFiducial(samples, centre, rate, sign),
    });
  }
  return candidates;
}

/** Seconds on both sides of a stretch that its candidates depend on. */
export const candidateMargin = 0.5;
