import { beatClasses, notAnalysed } from '../contract/classes.ts';
import { inOneGo, pieceMask, type Work } from '../rhythm/work.ts';

/** What the order of the queue is made from: one run's proposals, never what a person decided. Beats in time order. */
export interface QueueInput {
  /** Frames, ascending. */
  readonly samples: Int32Array;
  /** Frames a second. */
  readonly rate: number;
  /** What the model said: index into beatClasses, or `notAnalysed`. */
  readonly labels: Uint8Array;
  /** Five values a beat, probability x 65,535, as the labels follow from them. */
  readonly probabilities: Uint16Array;
  /** Family of shapes of each beat, -1 for one that is alone with its shape; null where no families were made. */
  readonly families: Int32Array | null;
  /** Seed of the random share: the same for the same session and run. */
  readonly seed: number;
}

/** Stored value of probability 1. */
export const certain = 65_535;

/** 65,535 x (1 - the probability of the model's label): what the model leaves open. All of it where it gave no label. */
export function doubtsOf({ labels, probabilities }: Pick<QueueInput, 'labels' | 'probabilities'>): Uint16Array {
  return inOneGo(doubtWork({ labels, probabilities }));
}

/** As {@link doubtsOf}. */
export function* doubtWork({ labels, probabilities }: Pick<QueueInput, 'labels' | 'probabilities'>): Work<Uint16Array> {
  const classes = beatClasses.length;
  const doubts = new Uint16Array(labels.length);
  for (let beat = 0; beat < doubts.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const label = labels[beat]!;
    doubts[beat] = label === notAnalysed ? certain : certain - probabilities[beat * classes + label]!;
  }
  return doubts;
}

/** Beats by a key of 16 bits, the greatest first and the earlier of equals first (counting sort). */
export function descending(keys: Uint16Array): Int32Array {
  return inOneGo(descendingWork(keys));
}

/** As {@link descending}, of all beats or of some. */
export function* descendingWork(keys: Uint16Array, beats: Int32Array | null = null): Work<Int32Array> {
  const count = beats?.length ?? keys.length;
  const starts = new Uint32Array(65_537);
  for (let index = 0; index < count; index++) {
    if ((index & pieceMask) === 0) yield;
    starts[65_536 - keys[beats ? beats[index]! : index]!]!++;
  }
  for (let key = 1; key < starts.length; key++) starts[key]! += starts[key - 1]!;
  const order = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    if ((index & pieceMask) === 0) yield;
    const beat = beats ? beats[index]! : index;
    order[starts[65_535 - keys[beat]!]!++] = beat;
  }
  return order;
}
