import { normal, type RhythmBeats } from './beats.ts';
import { inOneGo, pieceMask, type Work } from './work.ts';

/** Intervals that prematurity is measured against. */
const reference = 8;
/** With fewer of them, prematurity is not known. */
const leastReference = 3;

/** The interval before every beat; all columns have as many values as there are beats. */
export interface Intervals {
  /**
   * RR interval before the beat in milliseconds. NaN where there is none: before the first beat, and where the signal is
   * unreadable anywhere between the two beats or at one of them.
   */
  readonly before: Float32Array;
  /**
   * `before` divided by the mean of the last eight normal-to-normal intervals that ended at the beat before or earlier, however
   * long ago; NaN where `before` is, or where there have been fewer than three of them.
   */
  readonly prematurity: Float32Array;
  /** Milliseconds from the beat before where the signal between is unreadable somewhere; otherwise NaN. */
  readonly leftOut: Float32Array;
}

/**
 * Measures every RR interval once.
 *
 * An interval is normal to normal (N-N) when both of its beats are of class N and it is valid (Task Force 1996).
 */
export function measureIntervals(beats: RhythmBeats): Intervals {
  return inOneGo(intervalWork(beats));
}

/** As {@link measureIntervals}. */
export function* intervalWork(beats: RhythmBeats): Work<Intervals> {
  const { samples, labels, rate, unreadable } = beats;
  const count = samples.length;
  const before = new Float32Array(count).fill(Number.NaN);
  const prematurity = new Float32Array(count).fill(Number.NaN);
  const leftOut = new Float32Array(count).fill(Number.NaN);
  const milliseconds = 1000 / rate;
  /** In frames, so that the sum stays exact over any number of beats. */
  const last = new Int32Array(reference);
  let known = 0;
  let sum = 0;
  let stretch = 0;
  for (let beat = 1; beat < count; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const from = samples[beat - 1]!;
    const to = samples[beat]!;
    while (stretch < unreadable.length && unreadable[stretch]!.to <= from) stretch++;
    const interval = to - from;
    if (stretch < unreadable.length && unreadable[stretch]!.from <= to) {
      leftOut[beat] = interval * milliseconds;
      continue;
    }
    before[beat] = interval * milliseconds;
    if (known >= leastReference) prematurity[beat] = (interval * Math.min(known, reference)) / sum;
    if (labels[beat] !== normal || labels[beat - 1] !== normal) continue;
    const slot = known % reference;
    sum += interval - (known < reference ? 0 : last[slot]!);
    last[slot] = interval;
    known++;
  }
  return { before, prematurity, leftOut };
}
