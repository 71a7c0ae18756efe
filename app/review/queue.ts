import { queueReasons, type QueueReason } from '../contract/queue.ts';
import { groupBeats, type BeatGroups } from './beat-groups.ts';
import type { QueueInput } from './queue-input.ts';
import { doubtfulBeats, drawBeats, rareBeats, someOfEach } from './queue-streams.ts';

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
const turns: readonly QueueReason[] = [
  ...['doubtful', 'doubtful', 'doubtful', 'doubtful', 'random'],
  ...['doubtful', 'doubtful', 'doubtful', 'doubtful', 'family'],
  ...['doubtful', 'doubtful', 'doubtful', 'doubtful', 'random'],
  ...['doubtful', 'doubtful', 'doubtful', 'doubtful', 'rare'],
] as QueueReason[];

/**
 * Puts the beats of a run in the order to look at them. It follows from the run alone: reading a beat moves none.
 *
 * Doubt alone finds most errors per beat that is read, and never one that the model is sure of; chance is what can be reckoned with. So
 * one beat in ten is drawn at random (see `estimate.ts`).
 */
export function buildQueue(input: QueueInput): ReviewQueue {
  const count = input.samples.length;
  const kinds = groupBeats(input);
  const drawn = drawBeats(count, input.seed);
  const streams = {
    doubtful: doubtfulBeats(input, kinds),
    rare: rareBeats(input),
    family: someOfEach(kinds, drawn),
    random: drawn,
  };
  const next = { doubtful: 0, rare: 0, family: 0, random: 0 };
  const order = new Int32Array(count);
  const places = new Int32Array(count).fill(-1);
  const reasons = new Uint8Array(count);
  const due = new Int32Array(count).fill(count);
  for (let place = 0, turn = 0; place < count; turn++) {
    const reason = turns[turn % turns.length]!;
    const stream = streams[reason];
    const byItself = reason !== 'random';
    for (; next[reason] < stream.length; next[reason]++) {
      const passed = stream[next[reason]]!;
      if (byItself) due[passed] = Math.min(due[passed]!, place);
      if (places[passed]! < 0) break;
    }
    const beat = stream[next[reason]];
    if (beat === undefined) continue;
    order[place] = beat;
    places[beat] = place;
    reasons[place] = queueReasons.indexOf(reason);
    place++;
  }
  return { order, places, reasons, due, drawn, kinds };
}
