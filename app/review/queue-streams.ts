import { beatClasses } from '../contract/classes.ts';
import { pieceMask, type Work } from '../rhythm/work.ts';
import { createRandom } from '../signal/random.ts';
import type { BeatGroups } from './beat-groups.ts';
import { certain, descendingWork, doubtWork, type QueueInput } from './queue-input.ts';

/** Beats of a group after which its next ones count for less: 60 doubtful beats of a kind halve the square of what is left. */
const halvingBeats = 60;
/** Beats of each group that are looked at whatever their probability. */
const roundsOfGroups = 3;
/** A class is rare up to this share of the labels. */
const rareUpTo = 0.05;
/** Least probability at which a beat stands for a rare class it does not show. */
const leastRare = 0.01 * certain;

/**
 * The doubtful first. The more beats of a group came before, the less the next one counts (doubt / sqrt(1 + before / 60)):
 * beats of one kind teach less and less, and a reader who sees the same shape twenty times stops looking.
 */
export function* doubtfulWork(input: QueueInput, { groupOf, groups }: BeatGroups): Work<Int32Array> {
  const doubts = yield* doubtWork(input);
  const before = new Uint32Array(groups.length);
  const keys = new Uint16Array(doubts.length);
  const order = yield* descendingWork(doubts);
  for (let index = 0; index < order.length; index++) {
    if ((index & pieceMask) === 0) yield;
    const beat = order[index]!;
    const seen = before[groupOf[beat]!]!++;
    keys[beat] = doubts[beat]! / Math.sqrt(1 + seen / halvingBeats);
  }
  return yield* descendingWork(keys);
}

/**
 * Beats of the classes that are rare here, class after class in turn: those that show the class, the least sure ones first,
 * and those that nearly do.
 */
export function* rareWork({ labels, probabilities }: QueueInput): Work<Int32Array> {
  const shown = new Uint32Array(256);
  for (let beat = 0; beat < labels.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    shown[labels[beat]!]!++;
  }
  const lists: Int32Array[] = [];
  for (let index = 0; index < beatClasses.length; index++) {
    if (shown[index]! > rareUpTo * labels.length) continue;
    const keys = new Uint16Array(labels.length);
    let candidates = 0;
    for (let beat = 0; beat < labels.length; beat++) {
      if ((beat & pieceMask) === 0) yield;
      const probability = probabilities[beat * beatClasses.length + index]!;
      if (probability < leastRare) continue;
      keys[beat] = labels[beat] === index ? certain - probability + 1 : probability;
      candidates++;
    }
    lists.push((yield* descendingWork(keys)).subarray(0, candidates));
  }
  const merged = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let end = 0;
  for (let index = 0; end < merged.length; index++) {
    if ((index & pieceMask) === 0) yield;
    for (const list of lists) if (index < list.length) merged[end++] = list[index]!;
  }
  return merged;
}

/** A few beats of every group, drawn at random, one of each group before the second of any; the largest groups first. */
export function* someOfEachWork({ groupOf, groups }: BeatGroups, drawn: Int32Array): Work<Int32Array> {
  const rounds: number[][] = Array.from({ length: roundsOfGroups }, () => []);
  const taken = new Uint8Array(groups.length);
  let missing = groups.reduce((sum, { beats }) => sum + Math.min(roundsOfGroups, beats), 0);
  for (let index = 0; missing > 0; index++) {
    if ((index & pieceMask) === 0) yield;
    const beat = drawn[index]!;
    const group = groupOf[beat]!;
    if (taken[group]! >= roundsOfGroups) continue;
    rounds[taken[group]!++]!.push(beat);
    missing--;
  }
  const size = (beat: number) => groups[groupOf[beat]!]!.beats;
  for (const round of rounds) round.sort((a, b) => size(b) - size(a) || a - b);
  return Int32Array.from(rounds.flat());
}

/** All beats as chance draws them, in the order of a random number each: any first part of it stands for all beats. */
export function* drawWork(count: number, seed: number): Work<Int32Array> {
  const random = createRandom(seed);
  const high = new Uint16Array(count);
  const low = new Uint16Array(count);
  for (let beat = 0; beat < count; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const word = random.word();
    high[beat] = word >>> 16;
    low[beat] = word & 0xffff;
  }
  return yield* descendingWork(high, yield* descendingWork(low));
}
