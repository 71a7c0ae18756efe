import type { Detection } from '../../../app/beat/detection.ts';
import type { Annotation } from '../../../app/signal/recording.ts';

const normalBeat = 1;
const noise = 14;
const noLeadReadable = 0x30;

function annotation(sample: number, code: number, subtype = 0): Annotation {
  return { sample, code, subtype, channel: 0, number: 0, aux: '' };
}

/**
 * What the detector found as annotations: beats, all N, and the unreadable stretches as shutdown (NOISE annotations, EC57
 * section 4.3.1).
 *
 * @param classes WFDB code of each beat; N when left out
 */
export function detectionAnnotations({ samples, unreadable }: Detection, classes?: readonly number[]): Annotation[] {
  const marks = unreadable.flatMap(({ from, to }) => [annotation(from, noise, noLeadReadable), annotation(to, noise)]);
  const beats = Array.from(samples, (sample, beat) => annotation(sample, classes?.[beat] ?? normalBeat));
  return [...beats, ...marks].sort((a, b) => a.sample - b.sample || a.code - b.code);
}
