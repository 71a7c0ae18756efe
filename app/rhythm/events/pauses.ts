import type { Criteria } from '../../contract/rhythm.ts';
import { normal } from '../beats.ts';
import { EventCollector, type EventList, type RhythmSource } from './event-list.ts';
import { pieceMask, type Work } from '../work.ts';

/** RR intervals of at least the criterion's length, with readable signal all the way; from one beat to the next. */
export function* pauseWork({ beats, intervals }: RhythmSource, { pause }: Criteria): Work<EventList> {
  const found = new EventCollector('pause');
  const { labels } = beats;
  const { before } = intervals;
  for (let beat = 1; beat < before.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    const rr = before[beat]!;
    if (!(rr >= pause.milliseconds)) continue;
    if (pause.normalOnly && (labels[beat] !== normal || labels[beat - 1] !== normal)) continue;
    found.add(beat - 1, beat, { rr });
  }
  return found.list();
}

/**
 * The longest RR interval with readable signal all the way. Intervals that a reader dismissed, as a pause or as the longest,
 * stay in the list as dismissed, and the next longest follows; the first of equal ones counts.
 *
 * @param dismissed frames of first beats of dismissed intervals
 */
export function* longestWork({ beats, intervals }: RhythmSource, dismissed: ReadonlySet<number>): Work<EventList> {
  const { before } = intervals;
  const found = new EventCollector('longest-rr');
  const asked = (yield* indicesOf(beats.samples, dismissed)).filter((first) => before[first + 1]! > 0);
  const left = new Set(asked);
  let longest = -1;
  for (let beat = 1; beat < before.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    if (!left.has(beat - 1) && before[beat]! > (longest < 0 ? 0 : before[longest]!)) longest = beat;
  }
  const limit = longest < 0 ? 0 : before[longest]!;
  const shown = asked.filter((first) => before[first + 1]! > limit);
  if (longest > 0) shown.push(longest - 1);
  for (const first of shown.sort((a, b) => a - b)) found.add(first, first + 1, { rr: before[first + 1]! });
  return found.list();
}

function* indicesOf(samples: Int32Array, wanted: ReadonlySet<number>): Work<number[]> {
  const indices: number[] = [];
  if (wanted.size === 0) return indices;
  for (let beat = 0; beat < samples.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    if (wanted.has(samples[beat]!)) indices.push(beat);
  }
  return indices;
}
