import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { NamedBeats } from './named-beats.ts';

/** How doubtful each beat is: the higher, the sooner a person should look. */
export type DoubtScores = Float32Array;

/** A point of a curve: the share of beats reviewed first, and the share of all errors among them. */
export type ReviewPoint = readonly [reviewed: number, found: number];

const classes = beatClasses.length;

/** 1 - the probability of the class that was chosen ("least confidence", Lewis and Gale 1994). */
export function leastConfidence({ probabilities, predictions }: Omit<NamedBeats, 'labels'>): DoubtScores {
  return Float32Array.from(predictions, (chosen, beat) => 1 - probabilities[beat * classes + chosen]!);
}

/** Entropy of the five probabilities, in nats (Shannon 1948). */
export function entropyDoubt({ probabilities }: Pick<NamedBeats, 'probabilities'>): DoubtScores {
  return Float32Array.from({ length: probabilities.length / classes }, (_, beat) => {
    let entropy = 0;
    for (const p of probabilities.subarray(beat * classes, (beat + 1) * classes)) if (p > 0) entropy -= p * Math.log(p);
    return entropy;
  });
}

/** 1 for each beat whose label is wrong. */
export function errorsOf({ labels, predictions }: Pick<NamedBeats, 'labels' | 'predictions'>): Uint8Array {
  return Uint8Array.from(labels, (label, beat) => Number(label !== predictions[beat]));
}

/**
 * Errors found by a reader who goes from the most doubtful beat on: the count after each beat.
 *
 * Beats of equal doubt are taken together, as if in any order.
 */
function errorsAfter(doubt: DoubtScores, wrong: Uint8Array): Float64Array {
  if (doubt.length !== wrong.length) {
    throw new CaliperError('invalid-input', `${doubt.length} doubts do not belong to ${wrong.length} beats.`);
  }
  const order = Uint32Array.from(wrong, (_, beat) => beat).sort((a, b) => doubt[b]! - doubt[a]!);
  const found = new Float64Array(order.length + 1);
  for (let place = 0; place < order.length;) {
    let end = place;
    let errors = 0;
    while (end < order.length && doubt[order[end]!] === doubt[order[place]!]) errors += wrong[order[end++]!]!;
    for (let at = place; at < end; at++) found[at + 1] = found[at]! + errors / (end - place);
    place = end;
  }
  return found;
}

/**
 * The curve "errors found against beats reviewed" at equal steps from 0 to 1.
 *
 * @param wrong 1 for each beat whose label is wrong
 * @returns null when there is no error to find
 * @throws CaliperError `invalid-input` for lists of different length
 */
export function errorsFound(doubt: DoubtScores, wrong: Uint8Array, steps = 200): ReviewPoint[] | null {
  const found = errorsAfter(doubt, wrong);
  const all = found.at(-1)!;
  if (!(all > 0)) return null;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const beats = Math.round((step / steps) * wrong.length);
    return [step / steps, Math.min(1, found[beats]! / all)] as const;
  });
}

/** Share of all errors among the most doubtful share of the beats, null when there is no error. */
export function errorsFoundIn(doubt: DoubtScores, wrong: Uint8Array, reviewed: number): number | null {
  const found = errorsAfter(doubt, wrong);
  const all = found.at(-1)!;
  return all > 0 ? found[Math.round(reviewed * wrong.length)]! / all : null;
}

/**
 * Accuracy of the beats that remain when the most doubtful are left to a person (selective classification, El-Yaniv and
 * Wiener 2010).
 *
 * @param coverage share of the beats that remain
 */
export function selectiveAccuracy(doubt: DoubtScores, wrong: Uint8Array, coverage: number): number | null {
  const found = errorsAfter(doubt, wrong);
  const left = Math.round((1 - coverage) * wrong.length);
  const kept = wrong.length - left;
  return kept > 0 ? 1 - (found.at(-1)! - found[left]!) / kept : null;
}
