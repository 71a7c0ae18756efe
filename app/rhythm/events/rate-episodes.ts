import { EventCollector, meanRate, type EventList, type RhythmSource } from './event-list.ts';
import { pieceMask, type Work } from '../work.ts';

/** Intervals that a rate is the mean of, so that one early or late beat makes neither brady- nor tachycardia. */
export const rateWindow = 8;

/**
 * Brady- or tachycardia: the stretch covered by windows of eight successive intervals whose mean rate is beyond the limit,
 * overlapping or touching windows joined, if it lasts long enough. All beats count, whatever their class; unreadable signal
 * ends a window.
 *
 * @param slow true: slower than `rate`; false: faster
 * @param rate beats a minute, not reached
 * @param seconds least length from first to last beat
 */
export function* rateEpisodeWork(
  { beats, intervals }: RhythmSource,
  slow: boolean,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Work<EventList> {
  const found = new EventCollector(slow ? 'bradycardia' : 'tachycardia');
  const { samples } = beats;
  const limit = (60 * beats.rate * rateWindow) / rate;
  const least = seconds * beats.rate;
  let first = -1;
  let last = -1;
  let valid = 0;

  function close(): void {
    if (first >= 0 && samples[last]! - samples[first]! >= least)
      found.add(first, last, { rate: meanRate(beats, first, last) });
    first = -1;
  }

  for (let beat = 1; beat < samples.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    valid = intervals.before[beat]! > 0 ? valid + 1 : 0;
    if (valid < rateWindow) continue;
    const begin = beat - rateWindow;
    const length = samples[beat]! - samples[begin]!;
    if (slow ? length <= limit : length >= limit) continue;
    if (begin > last) close();
    if (first < 0) first = begin;
    last = beat;
  }
  close();
  return found.list();
}
