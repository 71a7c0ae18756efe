import type { Annotation } from '../signal/recording.ts';
import type { Detection } from './detection.ts';

const normalBeat = 1;
const noise = 14;
/** Both bits of the subtype that say "unreadable"; EC57 calls such a stretch shutdown. */
const unreadableSubtype = 0x30;

export interface DetectionAnnotationOptions {
  /** Leave beats within unreadable stretches out, as a program does that shuts down there. */
  readonly shutdown?: boolean;
}

function annotation(sample: number, code: number, subtype = 0): Annotation {
  return { sample, code, subtype, channel: 0, number: 0, aux: '' };
}

/**
 * What the detector found as WFDB annotations, in time order: each beat as N, and NOISE marks where an unreadable stretch
 * begins (subtype 0x30) and ends (subtype 0).
 */
export function detectionAnnotations(
  { samples, unreadable }: Detection,
  { shutdown = false }: DetectionAnnotationOptions = {},
): Annotation[] {
  const annotations: Annotation[] = [];
  let stretch = 0;
  let inside = false;
  function markUntil(sample: number): void {
    for (; stretch < unreadable.length; stretch++) {
      const { from, to } = unreadable[stretch]!;
      if (!inside && from <= sample) {
        annotations.push(annotation(from, noise, unreadableSubtype));
        inside = true;
      }
      if (!inside || to > sample) return;
      annotations.push(annotation(to, noise));
      inside = false;
    }
  }
  for (const sample of samples) {
    markUntil(sample);
    if (!shutdown || !inside) annotations.push(annotation(sample, normalBeat));
  }
  markUntil(Infinity);
  return annotations;
}
