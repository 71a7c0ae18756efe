import { classOfCode, type ClassMapping } from '../beat/classes.ts';
import { isBeatCode } from '../formats/wfdb/codes.ts';
import type { Annotation } from '../signal/recording.ts';
import type { RhythmBeats } from './beats.ts';

/** WFDB code of NOISE, and the bits of its subtype that say that nothing can be read from here on. */
const noiseCode = 14;
const unreadableBits = 0x30;
const rhythmCode = 28;

/**
 * The beats of an annotation file, and the stretches that its noise marks call unreadable.
 *
 * @param annotations in order of time; of beats at the same frame only the first counts
 * @param mapping where escape beats count
 */
export function annotatedBeats(
  { rate, frames }: { readonly rate: number; readonly frames: number },
  annotations: readonly Annotation[],
  mapping: ClassMapping = 'ec57',
): RhythmBeats {
  const beats = annotations.filter(({ code }) => isBeatCode(code));
  const apart = beats.filter(({ sample }, index) => sample !== beats[index - 1]?.sample);
  return {
    rate,
    frames,
    samples: Int32Array.from(apart, ({ sample }) => sample),
    labels: Uint8Array.from(apart, ({ code }) => classOfCode(code, mapping)),
    codes: Uint8Array.from(apart, ({ code }) => code),
    unreadable: annotatedUnreadable(annotations, frames),
  };
}

/** What the noise marks of an annotation file call unreadable on all leads, frames [from, to); annotations in order of time. */
export function annotatedUnreadable(
  annotations: readonly Annotation[],
  frames: number,
): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let from = -1;
  const close = (to: number) => {
    if (from >= 0 && to > from) stretches.push({ from, to });
    from = -1;
  };
  for (const { sample, code, subtype } of annotations) {
    if (code !== noiseCode) continue;
    const unreadable = (subtype & unreadableBits) === unreadableBits;
    if (!unreadable) close(sample);
    else if (from < 0) from = sample;
  }
  close(frames);
  return stretches;
}

/** Stretches that rhythm annotations give a name, e.g. "(AFIB": frames [from, to), each to the next rhythm or the end. */
export function annotatedRhythm(
  annotations: readonly Annotation[],
  name: string,
  frames: number,
): { from: number; to: number }[] {
  const changes = annotations.filter(({ code, aux }) => code === rhythmCode && aux.startsWith('('));
  return changes.flatMap(({ sample, aux }, index) =>
    aux === name ? [{ from: sample, to: changes[index + 1]?.sample ?? frames }] : [],
  );
}
