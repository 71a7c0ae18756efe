import { inOneGo, pieceMask, type Work } from '../rhythm/work.ts';
import { certain } from './queue-input.ts';
import type { ReviewQueue } from './queue.ts';
import { isRead, isWrong, later, type Reading } from './reading.ts';

export interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What the random share says. */
export interface SampledErrors {
  /** Beats drawn at random of which is known what they are. */
  readonly read: number;
  readonly wrong: number;
  /** Wrong labels among the unread, with a 95 % interval; null below `leastRandom` beats. */
  readonly left: Range | null;
}

/** Random beats before anything is said of the others. */
export const leastRandom = 30;
/** Doubts at which the next stratum begins. */
const strataFrom = [0, 0.02, 0.2] as const;
/** Random beats of a stratum by itself; with fewer it joins the next. */
const leastInStratum = 12;
/** 97.5th percentile of the standard normal distribution. */
const z = 1.959964;

interface Stratum {
  /** Beats that the queue did not bring before their turn by chance. */
  population: number;
  /** Of these drawn at random; known to be wrong; put off, so that nobody knows. */
  drawn: number;
  wrong: number;
  unknown: number;
  /** Corrected in the population, by whatever way the reader came to them. */
  corrected: number;
  unread: number;
}

/**
 * How many labels are wrong among the unread, from the beats that chance chose.
 *
 * Beats read because the model doubts them say nothing of the others, so they are taken out of the population first: all that
 * the queue brings before its front for reasons of its own, also those that chance had brought already. Of the rest the first beats of the draw are a simple random sample,
 * whatever else the reader has read meanwhile; what he corrected meanwhile is subtracted. Strata by doubt, Wilson's interval
 * with the finite population, sums by the method of variance estimates recovery (Zou and Donner 2008). A beat that was put off counts
 * as right in the lower and as wrong in the upper bound.
 *
 * @param doubts of each beat, x 65,535
 */
export function sampledErrors(queue: ReviewQueue, doubts: Uint16Array, reading: Reading): SampledErrors {
  return inOneGo(sampleWork(queue, doubts, reading));
}

/** As {@link sampledErrors}. */
export function* sampleWork(queue: ReviewQueue, doubts: Uint16Array, reading: Reading): Work<SampledErrors> {
  const { order, due, drawn } = queue;
  const known = (beat: number) => isRead(reading[beat]!) || reading[beat] === later;
  let front = 0;
  for (; front < order.length && known(order[front]!); front++) if ((front & pieceMask) === 0) yield;
  const ownReasons = (beat: number) => due[beat]! < front;

  const strata: Stratum[] = strataFrom.map(() => ({
    population: 0,
    drawn: 0,
    wrong: 0,
    unknown: 0,
    corrected: 0,
    unread: 0,
  }));
  const stratumOf = (beat: number) => strata[strataFrom.findLastIndex((from) => doubts[beat]! >= from * certain)]!;
  for (let beat = 0; beat < doubts.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    if (ownReasons(beat)) continue;
    const stratum = stratumOf(beat);
    stratum.population++;
    if (isWrong(reading[beat]!)) stratum.corrected++;
    if (!isRead(reading[beat]!)) stratum.unread++;
  }
  let [read, wrong] = [0, 0];
  for (let index = 0; index < drawn.length; index++) {
    if ((index & pieceMask) === 0) yield;
    const beat = drawn[index]!;
    if (!known(beat)) break;
    if (ownReasons(beat)) continue;
    const stratum = stratumOf(beat);
    stratum.drawn++;
    if (reading[beat] === later) {
      stratum.unknown++;
      continue;
    }
    read++;
    if (!isWrong(reading[beat]!)) continue;
    stratum.wrong++;
    wrong++;
  }
  const unread = strata.reduce((sum, stratum) => sum + stratum.unread, 0);
  if (unread === 0) return { read, wrong, left: { value: 0, low: 0, high: 0 } };
  if (read < leastRandom) return { read, wrong, left: null };
  return { read, wrong, left: sumOf(joined(strata).map(leftIn)) };
}

/** Strata with too few random beats go into the next less doubtful one. */
function joined(strata: readonly Stratum[]): Stratum[] {
  const out: Stratum[] = [];
  for (const stratum of strata) {
    const last = out.at(-1);
    if (!last || (stratum.drawn >= leastInStratum && last.drawn >= leastInStratum)) {
      out.push({ ...stratum });
      continue;
    }
    for (const key of Object.keys(stratum) as (keyof Stratum)[]) last[key] += stratum[key];
  }
  return out;
}

function leftIn({ population, drawn, wrong, unknown, corrected, unread }: Stratum): Range {
  if (unread === 0 || drawn === 0) return { value: 0, low: 0, high: unread };
  const clip = (count: number) => Math.min(unread, Math.max(0, count - corrected));
  const low = wilson(wrong, drawn, population).low;
  const high = wilson(wrong + unknown, drawn, population).high;
  return {
    value: clip((population * (wrong + unknown / 2)) / drawn),
    low: clip(population * low),
    high: clip(population * high),
  };
}

/**
 * Wilson's 95 % interval of a share with correction for continuity (Newcombe 1998, method 4): it holds the truth at least as
 * often as it says with few hits as well. The sample counts for more the larger it is within the population.
 */
export function wilson(hits: number, drawn: number, population: number): { low: number; high: number } {
  const share = hits / drawn;
  if (drawn >= population) return { low: share, high: share };
  const size = (drawn * (population - 1)) / (population - drawn);
  const half = 1 / size;
  const scale = 2 * (size + z * z);
  const middle = 2 * size * share + z * z;
  const under = z * z - 2 - half + 4 * share * (size * (1 - share) + 1);
  const over = z * z + 2 - half + 4 * share * (size * (1 - share) - 1);
  return {
    low: hits === 0 ? 0 : Math.max(0, (middle - 1 - z * Math.sqrt(Math.max(0, under))) / scale),
    high: hits === drawn ? 1 : Math.min(1, (middle + 1 + z * Math.sqrt(Math.max(0, over))) / scale),
  };
}

function sumOf(parts: readonly Range[]): Range {
  let [value, below, above] = [0, 0, 0];
  for (const part of parts) {
    value += part.value;
    below += (part.value - part.low) ** 2;
    above += (part.high - part.value) ** 2;
  }
  return { value, low: Math.max(0, value - Math.sqrt(below)), high: value + Math.sqrt(above) };
}
