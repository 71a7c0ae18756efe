import { medianOf, recentValues } from './median.ts';
import { workingRate } from './qrs-coarse.ts';

/** What a second of a lead looks like, from its QRS envelope. */
export interface SecondsOfLead {
  /** Highest value of each second. */
  readonly peaks: Float64Array;
  /** Median of the ten tenths of each second: what there is between the beats. */
  readonly floors: Float64Array;
}

/** How much a lead counts during a second, and what a beat of it measures. */
export interface LeadSecond {
  /** Height of the envelope of a usual beat; 0 before anything was seen. */
  readonly level: number;
  /** Floor between the beats as a part of the level; about 0.05 in a clean lead, 0.5 where noise hides the beats. */
  readonly noise: number;
  /** 0 without a signal. */
  readonly weight: number;
}

/** Seconds on both sides that a second is judged with. */
export const neighbourSeconds = 3;
/** Good seconds whose median is the level: changes of the lead take half of them to be followed. */
const memory = 30;
/** Good seconds from which on the level is trusted. */
const trusted = 5;
/** Up to this ratio of floor to peak, a neighbourhood is good. */
const clear = 0.3;
/** Keeps the weight of a lead without any noise finite. */
const residualNoise = 0.1;
/** A lead whose peaks fall below this part of the level counts less: it may hang loose. */
const fading = 0.5;
/** A lead whose peaks exceed this many levels counts less: a loose contact jumps further than a heart. */
const excessive = 2;
/** Seconds in a row after which such peaks are what the lead is like now. */
const patience = 60;

const tenths = 10;
const tenth = workingRate / tenths;

/** @param envelope a whole number of seconds at the working rate */
export function secondsOf(envelope: Float64Array): SecondsOfLead {
  const seconds = Math.floor(envelope.length / workingRate);
  const peaks = new Float64Array(seconds);
  const floors = new Float64Array(seconds);
  const means = new Float64Array(tenths);
  for (let second = 0; second < seconds; second++) {
    let at = second * workingRate;
    let highest = 0;
    for (let part = 0; part < tenths; part++) {
      let sum = 0;
      for (const end = at + tenth; at < end; at++) {
        const value = envelope[at]!;
        sum += value;
        if (value > highest) highest = value;
      }
      let place = part;
      while (place > 0 && means[place - 1]! > sum) {
        means[place] = means[place - 1]!;
        place--;
      }
      means[place] = sum;
    }
    peaks[second] = highest;
    floors[second] = (means[4]! + means[5]!) / (2 * tenth);
  }
  return { peaks, floors };
}

/**
 * Follows one lead second by second.
 *
 * The level is learned from good seconds only, so that neither a pause nor a burst of noise changes what a beat measures.
 *
 * @returns takes the seconds of the lead in order: statistics that hold at least {@link neighbourSeconds} on both sides of
 *   place `at`, as far as the recording goes
 */
export function createLeadLevels(): (seconds: SecondsOfLead, at: number) => LeadSecond {
  const good = recentValues(memory);
  const nearPeaks = new Float64Array(2 * neighbourSeconds + 1);
  const nearFloors = new Float64Array(2 * neighbourSeconds + 1);
  let level = 0;
  let excesses = 0;
  return ({ peaks, floors }, at) => {
    const from = Math.max(0, at - neighbourSeconds);
    const to = Math.min(peaks.length, at + neighbourSeconds + 1);
    for (let second = from; second < to; second++) {
      nearPeaks[second - from] = Math.max(peaks[second]!, peaks[Math.min(to - 1, second + 1)]!);
      nearFloors[second - from] = floors[second]!;
    }
    const peak = medianOf(nearPeaks, to - from);
    const floor = medianOf(nearFloors, to - from);
    if (peak > 0 && floor < clear * peak) {
      excesses = good.count() >= trusted && peak > excessive * level ? excesses + 1 : 0;
      if (excesses > patience) good.clear();
      if (excesses === 0 || excesses > patience) good.add(peak);
    }
    if (good.count() >= trusted) level = good.median();
    else if (peak > 0) level = peak;
    if (!(level > 0)) return { level: 0, noise: 1, weight: 0 };
    const noise = floor / level;
    const presence = peaks[at]! > 0 ? Math.min(1, peak / (fading * level), (excessive * level) / peak) : 0;
    return { level, noise, weight: presence ** 4 / (residualNoise * residualNoise + noise * noise) };
  };
}
