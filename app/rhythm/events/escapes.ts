import type { Criteria } from '../../contract/rhythm.ts';
import { ventricular } from '../beats.ts';
import { EventCollector, follows, meanRate, type EventList, type RhythmSource } from './event-list.ts';
import { pieceMask, type Work } from '../work.ts';

/** WFDB codes of escape beats: E ventricular, j junctional, e atrial, n supraventricular. */
export const escapeCodes: ReadonlySet<number> = new Set([10, 11, 34, 35]);

/**
 * Escape beats: beats that a person or the file names so, and ventricular beats that come at least the criterion's time
 * after the beat before. Successive ones are one event; its `rr` is the interval before the first.
 */
export function* escapeWork({ beats, intervals }: RhythmSource, { escape }: Criteria): Work<EventList> {
  const { labels, codes } = beats;
  const { before } = intervals;
  const found = new EventCollector('escape');

  function escapes(beat: number): boolean {
    return escapeCodes.has(codes[beat]!) || (labels[beat] === ventricular && before[beat]! >= escape.milliseconds);
  }

  for (let first = 0, next = 0; first < labels.length; first++) {
    if (first >= next) {
      next = first + pieceMask;
      yield;
    }
    if (!escapes(first)) continue;
    let last = first;
    while (last + 1 < labels.length && escapes(last + 1) && follows(intervals, last + 1)) last++;
    const rate = last > first ? { rate: meanRate(beats, first, last) } : {};
    found.add(first, last, { ...rate, rr: before[first]! });
    first = last;
  }
  return found.list();
}
