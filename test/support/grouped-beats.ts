import { cutLength } from '../../app/families/grid.ts';
import { createLeaders, type Leader } from '../../app/families/leaders.ts';
import { readSignals } from '../../app/families/read-signals.ts';
import type { DrawnBeats } from './drawn-beats.ts';

/** Drawn beats under leaders, with the shape that was kept of each. */
export async function placeBeats({ recording, samples }: DrawnBeats, leads: readonly number[] = [0]) {
  const leaders = createLeaders(leads.length);
  const length = leads.length * cutLength;
  const cuts = new Float32Array(samples.length * length);
  const numbers = new Int32Array(samples.length);
  for await (const { signals, first, centres } of readSignals(recording, leads, samples)) {
    centres.forEach((centre, place) => {
      numbers[first + place] = leaders.place(signals, centre, cuts, (first + place) * length);
    });
  }
  const standing: readonly Leader[] = leaders.standing();
  return { cuts, numbers, standing };
}
