import { beatClasses, notAnalysed } from '../contract/classes.ts';
import { beatTimings, type BeatTiming } from '../contract/queue.ts';
import { pieceMask, type Work } from '../rhythm/work.ts';
import type { QueueInput } from './queue-input.ts';

/** Beats of a kind: what a reader learns of one of them says something of the others. */
export interface BeatGroup {
  /** What the model called them: index into beatClasses, or `notAnalysed`. */
  readonly label: number;
  /** Family of shapes; null where there are none, or for the beats that are alone with their shapes. */
  readonly family: number | null;
  /** How early they came, where there are no families. */
  readonly timing: BeatTiming | null;
  readonly beats: number;
}

export interface BeatGroups {
  /** Group of each beat. */
  readonly groupOf: Int32Array;
  readonly groups: readonly BeatGroup[];
}

/** Interval before a beat over the mean of the `meanOver` before it: from here on the next timing begins. */
const timingLimits = [0.75, 0.88, 1.15] as const;
const meanOver = 8;

/**
 * Groups beats by family of shapes and label; where there are no families, by label and how early the beat came. Both ask
 * something that the model's probability does not.
 */
export function* groupWork(input: QueueInput): Work<BeatGroups> {
  const { labels, families } = input;
  const kindOf = families ?? (yield* timingWork(input.samples));
  let most = 0;
  for (let beat = 0; beat < kindOf.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    most = Math.max(most, kindOf[beat]!);
  }
  /** Number of the group of each kind and label, from 1. */
  const numbers = new Int32Array((most + 2) * (beatClasses.length + 1));
  const found: { label: number; family: number | null; timing: BeatTiming | null; beats: number }[] = [];
  const groupOf = new Int32Array(labels.length);
  for (let beat = 0; beat < labels.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const label = labels[beat]!;
    const kind = kindOf[beat]!;
    const key = (kind + 1) * (beatClasses.length + 1) + (label === notAnalysed ? beatClasses.length : label);
    let number = numbers[key]! - 1;
    if (number < 0) {
      number = found.length;
      numbers[key] = number + 1;
      const timing = families ? null : (beatTimings[kind] ?? null);
      found.push({ label, family: families && kind >= 0 ? kind : null, timing, beats: 0 });
    }
    groupOf[beat] = number;
    found[number]!.beats++;
  }
  return { groupOf, groups: found };
}

/** Index into beatTimings of each beat; the first two, of which nothing is known, are usual. */
function* timingWork(samples: Int32Array): Work<Int32Array> {
  const timings = new Int32Array(samples.length).fill(beatTimings.indexOf('usual'));
  for (let beat = 2; beat < samples.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const first = Math.max(0, beat - 1 - meanOver);
    const mean = (samples[beat - 1]! - samples[first]!) / (beat - 1 - first);
    const ratio = (samples[beat]! - samples[beat - 1]!) / mean;
    let timing = 0;
    while (timing < timingLimits.length && ratio >= timingLimits[timing]!) timing++;
    timings[beat] = timing;
  }
  return timings;
}
