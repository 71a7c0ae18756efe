import { queueReasons, type QueueReason } from '../contract/queue.ts';
import { groupWork, type BeatGroups } from './beat-groups.ts';
import { inOneGo, pieceMask, type Work } from '../rhythm/work.ts';
import type { QueueInput } from './queue-input.ts';
import { doubtfulWork, drawWork, rareWork, someOfEachWork } from './queue-streams.ts';

/** Every beat of a run in the order to look at them. */
export interface ReviewQueue {
  /** Beats (indices into the run) by place. */
  readonly order: Int32Array;
  /** Place of each beat. */
  readonly places: Int32Array;
  /** Why each place is where it is: index into queueReasons. */
  readonly reasons: Uint8Array;
  /** Place by which each beat comes whether chance draws it or not; the number of beats where only chance brings it. */
  readonly due: Int32Array;
  /** The beats in the order in which chance drew them, whatever their places: any first part of it stands for all beats. */
  readonly drawn: Int32Array;
  readonly kinds: BeatGroups;
}

/** Of twenty beats sixteen are doubtful ones, two are drawn at random, one is of a rare class, one of a kind not seen yet. */
const turns = (['random', 'family', 'random', 'rare'] as const)
  .flatMap((other): QueueReason[] => ['doubtful', 'doubtful', 'doubtful', 'doubtful', other])
  .map((reason) => queueReasons.indexOf(reason));
const byChance = queueReasons.indexOf('random');

/**
 * Puts the beats of a run in the order to look at them. It follows from the run alone: reading a beat moves none.
 *
 * Doubt alone finds most errors per beat that is read, and never one that the model is sure of; chance is what can be reckoned with. So
 * one beat in ten is drawn at random (see `estimate.ts`).
 */
export function buildQueue(input: QueueInput): ReviewQueue {
  return inOneGo(queueWork(input));
}

/** As {@link buildQueue}. */
export function* queueWork(input: QueueInput): Work<ReviewQueue> {
  const count = input.samples.length;
  const kinds = yield* groupWork(input);
  const drawn = yield* drawWork(count, input.seed);
  const streams: Readonly<Record<QueueReason, Int32Array>> = {
    doubtful: yield* doubtfulWork(input, kinds),
    rare: yield* rareWork(input),
    family: yield* someOfEachWork(kinds, drawn),
    random: drawn,
  };
  const next = queueReasons.map(() => 0);
  const order = new Int32Array(count);
  const places = new Int32Array(count).fill(-1);
  const reasons = new Uint8Array(count);
  const due = new Int32Array(count).fill(count);
  for (let place = 0, turn = 0; place < count; turn++) {
    if ((turn & pieceMask) === 0) yield;
    const reason = turns[turn % turns.length]!;
    const stream = streams[queueReasons[reason]!];
    let at = next[reason]!;
    for (; at < stream.length; at++) {
      const passed = stream[at]!;
      if (reason !== byChance && place < due[passed]!) due[passed] = place;
      if (places[passed]! < 0) break;
    }
    next[reason] = at;
    if (at === stream.length) continue;
    const beat = stream[at]!;
    order[place] = beat;
    places[beat] = place;
    reasons[place] = reason;
    place++;
  }
  return { order, places, reasons, due, drawn, kinds };
}
