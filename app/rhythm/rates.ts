import type { RhythmSource } from './events/event-list.ts';
import { rateWindow } from './events/rate-episodes.ts';
import { pieceMask, type Work } from './work.ts';

/** Rates and the longest interval of some beats in a row. */
export interface Rates {
  /** Beats a minute over all readable intervals; null without any. */
  readonly mean: number | null;
  /** The slowest and the fastest eight consecutive intervals, and the index of the beat that begins them. */
  readonly slowest: { readonly rate: number; readonly beat: number } | null;
  readonly fastest: { readonly rate: number; readonly beat: number } | null;
  /** Milliseconds, and the beat that begins the interval. */
  readonly longest: { readonly ms: number; readonly beat: number } | null;
}

/** Measures the intervals that end at beats [from, to) by index. A window of eight may begin before `from`. */
export function* rateWork({ beats, intervals }: RhythmSource, from: number, to: number): Work<Rates> {
  const { samples, rate } = beats;
  const { before } = intervals;
  const perMinute = (frames: number, count: number) => (60 * rate * count) / frames;
  let sum = 0;
  let count = 0;
  let slowest = -1;
  let slow = 0;
  let fastest = -1;
  let fast = Number.POSITIVE_INFINITY;
  let longest = -1;
  let long = 0;
  let valid = 0;
  for (let beat = Math.max(1, from - rateWindow + 1); beat < to; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const readable = before[beat]! > 0;
    valid = readable ? valid + 1 : 0;
    if (beat < from || !readable) continue;
    const length = samples[beat]! - samples[beat - 1]!;
    sum += length;
    count++;
    if (length > long) {
      long = length;
      longest = beat - 1;
    }
    if (valid < rateWindow) continue;
    const window = samples[beat]! - samples[beat - rateWindow]!;
    if (window > slow) {
      slow = window;
      slowest = beat - rateWindow;
    }
    if (window < fast) {
      fast = window;
      fastest = beat - rateWindow;
    }
  }
  return {
    mean: count > 0 ? perMinute(sum, count) : null,
    slowest: slowest < 0 ? null : { rate: perMinute(slow, rateWindow), beat: slowest },
    fastest: fastest < 0 ? null : { rate: perMinute(fast, rateWindow), beat: fastest },
    longest: longest < 0 ? null : { ms: (long * 1000) / rate, beat: longest },
  };
}
