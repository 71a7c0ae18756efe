import type { Annotation } from '../signal/recording.ts';
import type { Detection } from './detection.ts';
import { unreadableMarks } from './unreadable-marks.ts';

const normalBeat = 1;

export interface DetectionAnnotationOptions {
  /** Leave beats within unreadable stretches out, as a program does that shuts down there. */
  readonly shutdown?: boolean;
}

/**
 * What the detector found as WFDB annotations, in time order: each beat as N, and NOISE marks around what could not be read,
 * see {@link unreadableMarks}.
 */
export function detectionAnnotations(
  { samples, unreadable }: Detection,
  { shutdown = false }: DetectionAnnotationOptions = {},
): Annotation[] {
  let stretch = 0;
  const kept = samples.filter((sample) => {
    while (stretch < unreadable.length && unreadable[stretch]!.to <= sample) stretch++;
    return !shutdown || !(unreadable[stretch] && unreadable[stretch]!.from <= sample);
  });
  const beats = Array.from(kept, (sample): Annotation => ({
    sample,
    code: normalBeat,
    subtype: 0,
    channel: 0,
    number: 0,
    aux: '',
  }));
  return [...beats, ...unreadableMarks(kept, unreadable)].sort((a, b) => a.sample - b.sample);
}
