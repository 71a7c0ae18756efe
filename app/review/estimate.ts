import { inOneGo, pieceMask, type Work } from '../rhythm/work.ts';
import { contradicts, blindSpotWork, type GroupGap } from './blind-spots.ts';
import { certain } from './queue-input.ts';
import type { ReviewQueue } from './queue.ts';
import { isRead, isWrong, later, type Reading } from './reading.ts';
import { leastRandom, sampleWork, type SampledErrors } from './sampled-errors.ts';

/** What was read, what remains, and what that rests on. */
export interface Estimate {
  readonly read: number;
  readonly corrected: number;
  /** Corrections that the model's probabilities announced for the beats that were read. */
  readonly expected: number;
  readonly later: number;
  readonly unread: number;
  /** Wrong labels that the model's probabilities announce among the unread. */
  readonly promised: number;
  readonly sampled: SampledErrors;
  /** Further random beats before anything can be said. */
  readonly needed: number;
  /** Corrections run at twice the expected rate or more, and not by chance. */
  readonly overconfident: boolean;
  readonly gaps: readonly GroupGap[];
}

/**
 * How many wrong labels remain. Two answers that rest on different things: what the model promises (the sum of its doubts),
 * which is worth nothing where the model is wrong about itself, and what the beats drawn at random say.
 *
 * @param doubts of each beat of the run, x 65,535
 */
export function estimateErrors(queue: ReviewQueue, doubts: Uint16Array, reading: Reading): Estimate {
  return inOneGo(estimateWork(queue, doubts, reading));
}

/** As {@link estimateErrors}. */
export function* estimateWork(queue: ReviewQueue, doubts: Uint16Array, reading: Reading): Work<Estimate> {
  let [read, corrected, expected, putOff, promised] = [0, 0, 0, 0, 0];
  for (let beat = 0; beat < reading.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const state = reading[beat]!;
    if (state === later) putOff++;
    if (!isRead(state)) promised += doubts[beat]!;
    else {
      read++;
      expected += doubts[beat]!;
      if (isWrong(state)) corrected++;
    }
  }
  const sampled = yield* sampleWork(queue, doubts, reading);
  return {
    read,
    corrected,
    expected: expected / certain,
    later: putOff,
    unread: reading.length - read,
    promised: promised / certain,
    sampled,
    needed: sampled.left ? 0 : Math.max(1, leastRandom - sampled.read),
    overconfident: corrected >= 5 && contradicts(corrected, expected / certain),
    gaps: yield* blindSpotWork(queue, doubts, reading),
  };
}
