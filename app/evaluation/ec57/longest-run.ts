import type { RhythmReader } from './rhythm-reader.ts';
import type { RunKind } from './run-kind.ts';
import { longRun } from './run-kind.ts';

/** Beats of the longest run among the annotations in [from, to] frames, at most {@link longRun}. */
export type LongestRunFinder = (from: number, to: number) => number;

/**
 * Finds the longest run in ever later windows of one side, reading it forward once.
 *
 * Rules: ANSI/AAMI EC57 section 4.4 as the program rxr (WFDB 10.7.0) applies them. Fibrillation that reaches into the
 * window is a long run, and one without an end lasts to the end of the record.
 */
export function longestRunFinder(reader: RhythmReader, kind: RunKind): LongestRunFinder {
  /** End of the episode that reached into the latest window. */
  let episodeEnd = 0;

  const step = () => kind.searchSteps[reader.event()];

  function endOfEpisode(): number {
    do {
      if (!reader.advance()) return Infinity;
    } while (!kind.episodeIsOver.has(reader.event()));
    return reader.sample;
  }

  function countUpTo(to: number): number {
    let longest = 0;
    let length = 0;
    while (reader.sample <= to) {
      const found = step();
      if (found === 'episode') {
        episodeEnd = endOfEpisode();
        return longRun;
      }
      if (found === 'beat') length = Math.min(longRun, length + 1);
      else if (found === 'end') length = 0;
      longest = Math.max(longest, length);
      if (!reader.advance()) break;
    }
    return longest;
  }

  return (from, to) => {
    if (episodeEnd > from) return longRun;
    if (reader.ended) return 0;
    while (reader.sample < from) {
      if (step() === 'episode') {
        const end = endOfEpisode();
        if (end > from) {
          episodeEnd = end;
          return longRun;
        }
      }
      if (!reader.advance()) return 0;
    }
    return countUpTo(to);
  };
}
