import { beatClasses } from '../../app/contract/classes.ts';
import { firstBeatFrom, type BeatColumns } from '../waveform/beat-columns.ts';

/** The part of the trace that takes the colour of its beat, seconds around the fiducial; as on the paper in Review. */
const colouredBefore = 0.09;
const colouredAfter = 0.17;
const normal = beatClasses.indexOf('N');

/** What may be shown of each class, in the order of beatClasses. */
export type ShownClasses = readonly boolean[];

/**
 * Tells the class whose colour the trace has at a frame; frames must be asked in ascending order. Normal beats, hidden
 * classes and everything between beats have the colour of the trace, which is that of class N.
 */
export function beatColours(
  beats: BeatColumns,
  from: number,
  rate: number,
  shown: ShownClasses,
): (frame: number) => number {
  const before = colouredBefore * rate;
  const after = colouredAfter * rate;
  let next = firstBeatFrom(beats, from - after);
  return (frame) => {
    while (next < beats.count && (beats.samples[next]! + after < frame || !isColoured(beats.labels[next]!, shown))) {
      next += 1;
    }
    return next < beats.count && beats.samples[next]! - before <= frame ? beats.labels[next]! : normal;
  };
}

function isColoured(label: number, shown: ShownClasses): boolean {
  return label !== normal && shown[label] === true;
}
