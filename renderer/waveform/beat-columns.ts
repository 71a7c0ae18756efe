import { beatClasses, labelSources } from '../../app/contract/classes.ts';

/** The beats on and around the screen, column by column, as they are to be shown: corrections on their way included. */
export interface BeatColumns {
  readonly count: number;
  /** Number of the first beat in the session, from 0. */
  readonly firstIndex: number;
  /** Fiducial positions in frames, ascending. */
  readonly samples: Int32Array;
  /** Index into beatClasses, or `notAnalysed`. */
  readonly labels: Uint8Array;
  /** Index into labelSources. */
  readonly sources: Uint8Array;
  /** One a class and beat, probability x 65,535. */
  readonly probabilities: Uint16Array;
  readonly fileCodes: Uint8Array;
  /** WFDB code of the shown label, 0 where not analysed. */
  readonly codes: Uint8Array;
}

export const noBeats: BeatColumns = {
  count: 0,
  firstIndex: 0,
  samples: new Int32Array(),
  labels: new Uint8Array(),
  sources: new Uint8Array(),
  probabilities: new Uint16Array(),
  fileCodes: new Uint8Array(),
  codes: new Uint8Array(),
};

const classes = beatClasses.length;
/** `labelSources` index of a label that a person gave. */
export const personSource = labelSources.indexOf('person');
/** Below this probability a label is shown as doubtful. */
export const doubtfulBelow = 0.8;

/** Probability that the model gives the shown label, 0 to 1; 0 when it was not asked. */
export function shownProbability(beats: BeatColumns, index: number): number {
  const label = beats.labels[index] ?? classes;
  if (label >= classes) return 0;
  return (beats.probabilities[index * classes + label] ?? 0) / 65_535;
}

/** What the model said of a beat, in the order of beatClasses; all 0 when it was not asked. */
export function probabilitiesOf(beats: BeatColumns, index: number): Uint16Array {
  return beats.probabilities.subarray(index * classes, (index + 1) * classes);
}

/** Index of the first beat at or after `frame`, by bisection; `count` when there is none. */
export function firstBeatFrom(beats: BeatColumns, frame: number): number {
  let low = 0;
  let high = beats.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (beats.samples[middle]! < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the beat nearest to `frame` within `reach` frames, or -1. */
export function nearestBeat(beats: BeatColumns, frame: number, reach: number): number {
  const after = firstBeatFrom(beats, frame);
  let best = -1;
  let distance = reach;
  for (const index of [after - 1, after]) {
    const sample = beats.samples[index];
    if (sample === undefined || Math.abs(sample - frame) > distance) continue;
    best = index;
    distance = Math.abs(sample - frame);
  }
  return best;
}
