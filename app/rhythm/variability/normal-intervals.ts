import { normal } from '../beats.ts';
import type { RhythmSource } from '../events/event-list.ts';
import { pieceMask, type Work } from '../work.ts';

/**
 * The normal-to-normal (N-N) intervals of a recording, in order of time.
 *
 * An interval is one of them when both of its beats are of class N and the signal can be read all the way: intervals before
 * and after ectopic, fusion, unknown and unnamed beats are left out, and so is what lies at unreadable stretches. Nothing is
 * left out for its length alone: a sinus pause is part of the variability.
 */
export interface NormalIntervals {
  readonly count: number;
  /** When the interval ends, seconds from the start of the recording. */
  readonly ends: Float64Array;
  /** Milliseconds. */
  readonly lengths: Float64Array;
  /** 1 where the interval begins with the beat that ended the one before in this list. */
  readonly successive: Uint8Array;
}

export function* normalIntervalWork({ beats, intervals }: RhythmSource): Work<NormalIntervals> {
  const { labels, samples, rate } = beats;
  const { before } = intervals;
  const ends = new Float64Array(labels.length);
  const lengths = new Float64Array(labels.length);
  const successive = new Uint8Array(labels.length);
  let count = 0;
  let last = -1;
  for (let beat = 1; beat < labels.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    if (!(before[beat]! > 0) || labels[beat] !== normal || labels[beat - 1] !== normal) continue;
    ends[count] = samples[beat]! / rate;
    lengths[count] = ((samples[beat]! - samples[beat - 1]!) * 1000) / rate;
    successive[count] = last === beat - 1 ? 1 : 0;
    last = beat;
    count++;
  }
  return {
    count,
    ends: ends.subarray(0, count),
    lengths: lengths.subarray(0, count),
    successive: successive.subarray(0, count),
  };
}

/** Index of the first interval that ends at `seconds` or later. */
export function firstEndingAt({ ends }: NormalIntervals, seconds: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
