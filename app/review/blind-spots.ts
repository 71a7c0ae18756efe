import { beatClasses } from '../contract/classes.ts';
import { inOneGo, pieceMask, type Work } from '../rhythm/work.ts';
import { certain } from './queue-input.ts';
import type { ReviewQueue } from './queue.ts';
import { isRead, isWrong, type Reading } from './reading.ts';

/** A group of beats of which the model's probabilities must not be believed, or of which nothing was looked at. */
export interface GroupGap {
  readonly kind: 'unread' | 'contradicted';
  /** Index into the queue's groups. */
  readonly group: number;
  readonly read: number;
  readonly wrong: number;
  /** Mean probability of the label over the beats read, over all of them where none was. */
  readonly promised: number;
  /** Unread beats in the order of the queue. */
  readonly beats: Int32Array;
}

/** Groups below this share of all beats, and below this number, are not called unread: the doubtful ones of them come anyway. */
const leastShare = 0.002;
const leastBeats = 8;
/** Named at a time. */
const mostOfAKind = 8;
const mostBeats = 200;
/** So unlikely must the corrections be by the model's own probabilities. */
const level = 0.01;

/**
 * Where the estimate has no footing: groups in which nothing was read, and groups in which corrections contradict the model, e.g. 12
 * of 14 beats wrong that it was sure of. Contradicted ones with most beats to gain come first.
 */
export function blindSpots(queue: ReviewQueue, doubts: Uint16Array, reading: Reading): GroupGap[] {
  return inOneGo(blindSpotWork(queue, doubts, reading));
}

/** As {@link blindSpots}. */
export function* blindSpotWork(queue: ReviewQueue, doubts: Uint16Array, reading: Reading): Work<GroupGap[]> {
  const { groupOf, groups } = queue.kinds;
  const read = new Uint32Array(groups.length);
  const wrong = new Uint32Array(groups.length);
  const expected = new Float64Array(groups.length);
  const all = new Float64Array(groups.length);
  for (let beat = 0; beat < reading.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const group = groupOf[beat]!;
    const doubt = doubts[beat]! / certain;
    all[group]! += doubt;
    if (!isRead(reading[beat]!)) continue;
    read[group]!++;
    expected[group]! += doubt;
    if (isWrong(reading[beat]!)) wrong[group]!++;
  }
  const gain = (group: number) => ((groups[group]!.beats - read[group]!) * wrong[group]!) / Math.max(1, read[group]!);
  const named = groups.flatMap(({ label }, group) => (label < beatClasses.length ? [group] : []));
  const contradicted = named
    .filter((group) => read[group]! < groups[group]!.beats && contradicts(wrong[group]!, expected[group]!))
    .sort((a, b) => gain(b) - gain(a) || a - b)
    .slice(0, mostOfAKind);
  const least = Math.max(leastBeats, leastShare * reading.length);
  const unread = named
    .filter((group) => read[group] === 0 && groups[group]!.beats >= least)
    .sort((a, b) => groups[b]!.beats - groups[a]!.beats || a - b)
    .slice(0, mostOfAKind);
  const beatsOf = yield* unreadWork(queue, reading, [...contradicted, ...unread]);
  const gapOf = (kind: GroupGap['kind']) => (group: number) => ({
    kind,
    group,
    read: read[group]!,
    wrong: wrong[group]!,
    promised: 1 - (read[group]! > 0 ? expected[group]! / read[group]! : all[group]! / groups[group]!.beats),
    beats: beatsOf(group),
  });
  return [...contradicted.map(gapOf('contradicted')), ...unread.map(gapOf('unread'))];
}

/** Whether so many corrections, or more, are too many for the model's probabilities: tail of the Poisson distribution. */
export function contradicts(wrong: number, expected: number): boolean {
  if (wrong < 2 || wrong < 2 * expected) return false;
  // Twice as many as so large a number never come by chance, and the exponential below would vanish.
  if (expected > 500) return true;
  let term = Math.exp(-expected);
  let below = 0;
  for (let count = 0; count < wrong; count++) {
    below += term;
    term *= expected / (count + 1);
  }
  return 1 - below < level;
}

function* unreadWork(
  { order, kinds }: ReviewQueue,
  reading: Reading,
  wanted: readonly number[],
): Work<(group: number) => Int32Array> {
  const lists = new Map<number, number[]>(wanted.map((group) => [group, []]));
  let missing = lists.size;
  for (let place = 0; place < order.length && missing > 0; place++) {
    if ((place & pieceMask) === 0) yield;
    const beat = order[place]!;
    const list = lists.get(kinds.groupOf[beat]!);
    if (!list || list.length >= mostBeats || isRead(reading[beat]!)) continue;
    list.push(beat);
    if (list.length === mostBeats) missing--;
  }
  return (group: number) => Int32Array.from(lists.get(group) ?? []);
}
