import { classOfCode } from '../../beat/classes.ts';
import type { ClassMapping } from '../../beat/classes.ts';
import type { Annotation } from '../../signal/recording.ts';
import { meansShutdown, specialCodes } from './labels.ts';

/** What an annotation means to a run of ectopic beats. */
export type RunEvent = 'N' | 'S' | 'V' | 'F' | 'Q' | 'vfOn' | 'vfOff' | 'afOn' | 'afOff' | 'unreadable' | 'nothing';

const classEvents = ['N', 'S', 'V', 'F', 'Q'] as const;

/** One side of a run-by-run comparison, read annotation by annotation. */
export interface RhythmReader {
  /** Frame of the current annotation; 0 before the first. */
  readonly sample: number;
  /** True once a step found no further annotation. */
  readonly ended: boolean;
  /** The current annotation, null before the first. */
  current(): Annotation | null;
  /** Steps to the next annotation; false, staying where it is, when there is none. */
  advance(): boolean;
  /** Meaning of the current annotation; asked again, one that changed a state means nothing. */
  event(): RunEvent;
}

/**
 * Starts reading one side, before its first annotation.
 *
 * Keeps track of atrial fibrillation (in which normal beats count as supraventricular), ventricular fibrillation and
 * unreadable signal, so that only the annotation that changes a state is an event: ANSI/AAMI EC57 section 4.4 as the
 * program rxr (WFDB 10.7.0) reads it.
 *
 * @param before taken for the current annotation, at position 0, until the first step
 */
export function readRhythm(
  annotations: readonly Annotation[],
  mapping: ClassMapping,
  before: Annotation | null = null,
): RhythmReader {
  let current = before;
  let at = 0;
  let inAf = false;
  let inVf = false;
  let unreadable = false;

  function noise(subtype: number): RunEvent {
    const starts = meansShutdown(subtype) && !unreadable;
    unreadable = meansShutdown(subtype);
    return starts ? 'unreadable' : 'nothing';
  }

  function startVf(): RunEvent {
    if (inVf) return 'nothing';
    inAf = false;
    inVf = true;
    return 'vfOn';
  }

  function endVf(): RunEvent {
    if (!inVf) return 'nothing';
    inVf = false;
    return 'vfOff';
  }

  function startAf(): RunEvent {
    if (inAf) return 'nothing';
    inAf = true;
    inVf = false;
    return 'afOn';
  }

  function rhythm(name: string): RunEvent {
    if (name === '') return 'nothing';
    if (name.startsWith('(AF')) return startAf();
    if (name.startsWith('(VF')) return startVf();
    if (!inAf) return endVf();
    inAf = false;
    return 'afOff';
  }

  const reader = {
    sample: 0,
    ended: false,
    current: () => current,
    advance() {
      const next = annotations[at];
      if (!next) {
        reader.ended = true;
        return false;
      }
      at++;
      current = next;
      reader.sample = next.sample;
      return true;
    },
    event(): RunEvent {
      if (!current) return 'nothing';
      if (current.code === specialCodes.noise) return noise(current.subtype);
      if (current.code === specialCodes.fibrillationOn) return startVf();
      if (current.code === specialCodes.fibrillationOff) return endVf();
      if (current.code === specialCodes.rhythm) return rhythm(current.aux);
      const event = classEvents[classOfCode(current.code, mapping)] ?? 'nothing';
      return event === 'N' && inAf ? 'S' : event;
    },
  };
  return reader;
}
