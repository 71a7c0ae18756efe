import { normal } from '../beats.ts';
import type { Ectopy } from './ectopic-runs.ts';
import { EventCollector, follows, meanRate, type EventList, type RhythmSource } from './event-list.ts';
import { pieceMask, type Work } from '../work.ts';

/**
 * Bigeminy (N V N V N V) and trigeminy (N N V N N V N N V): a normal beat or two and one ectopic beat, again and again.
 *
 * An event begins with the first normal beat and ends with the last ectopic one of whole cycles; the search goes on behind it.
 * Unreadable signal anywhere between ends it.
 *
 * @param normals normal beats a cycle: 1 for bigeminy, 2 for trigeminy
 * @param cycles least number of whole cycles
 */
export function* repeatWork(
  { beats, intervals }: RhythmSource,
  { origin, belongs }: Ectopy,
  normals: 1 | 2,
  cycles: number,
): Work<EventList> {
  const { labels } = beats;
  const found = new EventCollector(`${origin}-${normals === 1 ? 'bigeminy' : 'trigeminy'}`);
  const least = cycles * (normals + 1);

  /** Whether the beat at a place within a cycle is what belongs there. */
  function fits(index: number, place: number): boolean {
    return place < normals ? labels[index] === normal : belongs(labels[index]!);
  }

  for (let first = 0, pause = 0; first + least <= labels.length; first++) {
    if (first >= pause) {
      pause = first + pieceMask;
      yield;
    }
    let next = first;
    while (next < labels.length && fits(next, (next - first) % (normals + 1))) {
      if (next > first && !follows(intervals, next)) break;
      next++;
    }
    const whole = next - first - ((next - first) % (normals + 1));
    if (whole < least) continue;
    const last = first + whole - 1;
    found.add(first, last, { rate: meanRate(beats, first, last) });
    first = last;
  }
  return found.list();
}
