import { recentValues } from './median.ts';
import type { Candidate } from './qrs-candidates.ts';
import { bestMatch, describe, featureCount, horizon, type Habit, type Reviewed } from './qrs-features.ts';

/** Habits are learned where the noise is less than this part of a usual beat. */
const quiet = 0.25;
/** Part of the template that one beat replaces. */
const learningRate = 0.04;
/** RR intervals whose median is the habit. */
const intervalMemory = 16;
/** Seconds between beats before any were seen. */
const usualInterval = 0.8;
/** Entries that have been reviewed are let go this many at a time. */
const stale = 256;

/** Looks again at every candidate when what follows it is known. */
export interface QrsReview {
  /** Takes the next candidate in time. */
  push(candidate: Candidate): void;
  /** The first decision took this candidate, one of the last, for a beat. */
  mark(candidate: Candidate): void;
  /** Reviews what is left at the end. */
  finish(): void;
}

/**
 * @param consume called with each candidate in time order, twelve seconds after it, and what {@link describe} says of it;
 *   the features are overwritten afterwards
 */
export function createQrsReview(consume: (entry: Reviewed, features: Float32Array) => void): QrsReview {
  let queue: Reviewed[] = [];
  let head = 0;
  let habit: Habit | null = null;
  let learned: Candidate | null = null;
  const intervals = recentValues(intervalMemory);
  const features = new Float32Array(featureCount);

  function learn({ candidate }: Reviewed, { template }: Habit): number {
    const { shape } = candidate;
    for (let place = 0; place < shape.length; place++) {
      template[place]! += learningRate * (shape[place]! - template[place]!);
    }
    if (learned) intervals.add(candidate.time - learned.time);
    learned = candidate;
    return intervals.count() > 0 ? intervals.median() : usualInterval;
  }

  function reviewNext(): void {
    const entry = queue[head++]!;
    habit ??= { template: entry.candidate.shape.map(() => 0), interval: usualInterval };
    describe(queue, head - 1, habit, features);
    consume(entry, features);
    if (entry.beat && entry.candidate.noise < quiet) habit.interval = learn(entry, habit);
    else if (entry.beat) learned = null;
    if (head <= stale) return;
    const first = queue.findIndex(({ candidate }) => candidate.time > entry.candidate.time - horizon);
    queue = queue.slice(first);
    head -= first;
  }

  return {
    push(candidate) {
      queue.push({ candidate, match: habit ? bestMatch(candidate.shape, habit.template) : 0, beat: false });
      while (queue[head]!.candidate.time < candidate.time - horizon) reviewNext();
    },
    mark(candidate) {
      for (let index = queue.length - 1; index >= 0; index--) {
        if (queue[index]!.candidate !== candidate) continue;
        queue[index]!.beat = true;
        return;
      }
    },
    finish() {
      while (head < queue.length) reviewNext();
    },
  };
}
