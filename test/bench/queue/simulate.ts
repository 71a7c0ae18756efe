import { beatClasses } from '../../../app/contract/classes.ts';
import { blindSpots } from '../../../app/review/blind-spots.ts';
import { estimateErrors } from '../../../app/review/estimate.ts';
import { descending, doubtsOf, type QueueInput } from '../../../app/review/queue-input.ts';
import { buildQueue } from '../../../app/review/queue.ts';
import { accepted, corrected } from '../../../app/review/reading.ts';
import { createRandom } from '../../../app/signal/random.ts';

/** A recording as a model named it, with what its beats really are. */
export interface Played extends Omit<QueueInput, 'seed'> {
  readonly record: string;
  readonly truth: Uint8Array;
}

export const shares = [0.01, 0.02, 0.05, 0.1] as const;
/** The same for what is said of the rest: a recording of half an hour has few random beats in its first tenth. */
export const estimateShares = [0.05, 0.1, 0.2, 0.4] as const;
/** How a reader chooses what to read. "advised": the queue, and the blind spots as they are named. */
export const readers = ['random', 'doubt', 'queue', 'advised'] as const;

export interface Outcome {
  readonly errors: number;
  /** Errors found after each of `shares`, by reader. */
  readonly found: Readonly<Record<(typeof readers)[number], number[]>>;
  /** At each of `estimateShares`, of a reader who follows the queue: what remains, and what is said of it. */
  readonly estimates: readonly {
    readonly remaining: number;
    readonly promised: number;
    readonly left: { value: number; low: number; high: number } | null;
  }[];
}

/** Plays a reader who is always right. */
export function play(beats: Played, seed: number): Outcome {
  const input = { ...beats, seed };
  const count = beats.labels.length;
  const doubts = doubtsOf(input);
  const wrong = Uint8Array.from(beats.labels, (label, beat) => Number(label !== beats.truth[beat]));
  const errors = wrong.reduce((sum, value) => sum + value, 0);
  const queue = buildQueue(input);
  const found = (order: ArrayLike<number>) =>
    shares.map((share) => {
      let sum = 0;
      for (let place = 0; place < Math.round(count * share); place++) sum += wrong[order[place]!]!;
      return sum;
    });
  const reading = new Uint8Array(count);
  let place = 0;
  let remaining = errors;
  const estimates = estimateShares.map((share) => {
    for (; place < Math.round(count * share); place++) {
      const beat = queue.order[place]!;
      reading[beat] = wrong[beat] ? corrected : accepted;
      remaining -= wrong[beat]!;
    }
    const { promised, sampled } = estimateErrors(queue, doubts, reading);
    return { remaining, promised, left: sampled.left };
  });
  return {
    errors,
    found: {
      random: shares.map((share) => errors * share),
      doubt: found(descending(doubts)),
      queue: found(queue.order),
      advised: found(adviseReader(queue, doubts, wrong, Math.round(count * shares.at(-1)!))),
    },
    estimates,
  };
}

/**
 * A reader who follows the queue, looks at the named blind spots every ten beats, and stays with one, ten beats at a time, as
 * long as at least three of the last ten were wrong.
 */
function adviseReader(queue: ReturnType<typeof buildQueue>, doubts: Uint16Array, wrong: Uint8Array, until: number) {
  const reading = new Uint8Array(wrong.length);
  const order: number[] = [];
  const read = (beat: number) => {
    reading[beat] = wrong[beat] ? corrected : accepted;
    order.push(beat);
  };
  let place = 0;
  const exhausted = new Set<number>();
  while (order.length < until) {
    for (let beats = 0; beats < 10 && place < wrong.length; place++) {
      const beat = queue.order[place]!;
      if (reading[beat]) continue;
      read(beat);
      beats++;
    }
    const gap = blindSpots(queue, doubts, reading).find(
      ({ kind, group }) => kind === 'contradicted' && !exhausted.has(group),
    );
    if (!gap) continue;
    for (let from = 0; from < gap.beats.length; from += 10) {
      const part = gap.beats.subarray(from, from + 10);
      part.forEach(read);
      if (part.reduce((sum, beat) => sum + wrong[beat]!, 0) < 3) {
        exhausted.add(gap.group);
        break;
      }
    }
  }
  return order;
}

/**
 * A model that lacks a class: every beat that it called so gets the probabilities of a beat that it called N, drawn at random.
 * It is then as sure of them as of the others.
 */
export function withoutClass(beats: Played, label: number): Played {
  const random = createRandom(7);
  const normal = [...beats.labels.keys()].filter((beat) => beats.labels[beat] === 0);
  if (normal.length < 20) return beats;
  const labels = beats.labels.slice();
  const probabilities = beats.probabilities.slice();
  const classes = beatClasses.length;
  for (let beat = 0; beat < labels.length; beat++) {
    if (labels[beat] !== label) continue;
    const other = normal[random.integer(normal.length)]!;
    labels[beat] = 0;
    probabilities.set(beats.probabilities.subarray(other * classes, (other + 1) * classes), beat * classes);
  }
  return { ...beats, labels, probabilities };
}
