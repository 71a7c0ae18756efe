import type { Random } from '../../signal/random.ts';

/** Where the atria were when a beat was made up: as recorded, premature from another place, or fibrillating. */
export type AtrialWave = 'recorded' | 'premature' | 'fibrillating';

/** Beats in order, which a made-up rhythm may change: everything about them but their shape. */
export interface BeatSequence {
  /** Class index of each beat. */
  readonly labels: Uint8Array;
  /** Interval before each beat in seconds. */
  readonly intervals: Float64Array;
  readonly atrialWaves: AtrialWave[];
}

export const normal = 0;
export const supraventricular = 1;

/** Starts from the beats of a recording at another pace. @param pace what every interval is multiplied with */
export function copySequence(labels: Uint8Array, seconds: Float64Array, pace: number): BeatSequence {
  const intervals = Float64Array.from(seconds, (second, beat) =>
    Math.min(4, Math.max(0.2, pace * (beat > 0 ? second - seconds[beat - 1]! : 0.8))),
  );
  return { labels: labels.slice(), intervals, atrialWaves: Array.from(labels, () => 'recorded') };
}

/** Mean interval of the normal beats around one, 11 at most: the pace of the sinus node there. */
export function paceAround({ labels, intervals }: BeatSequence, beat: number): number {
  let [sum, count] = [0, 0];
  for (let index = Math.max(1, beat - 5); index <= Math.min(labels.length - 1, beat + 5); index++) {
    if (labels[index] !== normal || labels[index - 1] !== normal) continue;
    sum += intervals[index]!;
    count++;
  }
  return count > 0 ? sum / count : 0.8;
}

/** Whether beats [from, until) are normal, and so are the beats beside them. */
export function isQuiet({ labels }: BeatSequence, from: number, until: number): boolean {
  if (from < 1 || until >= labels.length) return false;
  for (let beat = from - 1; beat <= until; beat++) if (labels[beat] !== normal) return false;
  return true;
}

/**
 * Turns `count` normal beats into a run of premature atrial beats that ends in a pause.
 *
 * @param prematurity interval before the first over the pace of the sinus node
 * @param within interval inside the run over that pace
 * @param pause interval after the run over that pace
 */
export function makeRun(
  sequence: BeatSequence,
  from: number,
  count: number,
  sizes: { readonly prematurity: number; readonly within: number; readonly pause: number },
  random: Random,
): void {
  const pace = paceAround(sequence, from);
  for (let beat = from; beat < from + count; beat++) {
    const size = beat === from ? sizes.prematurity : sizes.within;
    sequence.intervals[beat] = pace * size * (1 + 0.03 * random.normal());
    sequence.labels[beat] = supraventricular;
    sequence.atrialWaves[beat] = 'premature';
  }
  sequence.intervals[from + count] = pace * sizes.pause;
}

/** Uniform between two numbers. */
export function between(random: Random, least: number, greatest: number): number {
  return least + (greatest - least) * random.uniform();
}

/** Uniform on a logarithmic scale. */
export function betweenLogarithms(random: Random, least: number, greatest: number): number {
  return Math.exp(between(random, Math.log(least), Math.log(greatest)));
}
