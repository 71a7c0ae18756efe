import { classOfCode, type ClassMapping } from '../beat/classes.ts';
import { detectBeats } from '../beat/detect.ts';
import { isBeatCode } from '../formats/wfdb/codes.ts';
import { notAnalysed } from '../contract/classes.ts';
import type { Recording } from '../signal/recording.ts';

/** Where the beats of a recording are, and what its file says of each. */
export interface BeatPositions {
  /** "detector", or the annotator whose beats these are. */
  readonly source: string;
  readonly samples: Int32Array;
  /** WFDB code the file gives each beat, 0 when none. */
  readonly fileCodes: Uint8Array;
  /** Class of each code, `notAnalysed` when none. */
  readonly fileClasses: Uint8Array;
}

/** Annotators whose beats are taken, best first: reviewed references before the outputs of programs. */
const trusted = ['atr', 'ecg', 'ari', 'qrs'];

/**
 * Beat positions of a recording: those that its file holds, else those that the detector finds.
 *
 * Two beats at one sample, or beats out of order, appear in real files; the first of each position counts.
 */
export async function findBeatPositions(
  recording: Recording,
  mapping: ClassMapping,
  options: { signal: AbortSignal; onProgress: (fraction: number) => void },
): Promise<BeatPositions> {
  const annotator = trusted.find((name) => recording.annotators.includes(name));
  const annotated = annotator === undefined ? null : await annotatedBeats(recording, annotator, mapping);
  if (annotated !== null && annotated.samples.length > 0) return annotated;
  const { samples } = await detectBeats(recording, options);
  return {
    source: 'detector',
    samples,
    fileCodes: new Uint8Array(samples.length),
    fileClasses: new Uint8Array(samples.length).fill(notAnalysed),
  };
}

async function annotatedBeats(recording: Recording, annotator: string, mapping: ClassMapping): Promise<BeatPositions> {
  const annotations = await recording.annotations(annotator);
  const beats = annotations.filter(({ code, sample }) => isBeatCode(code) && sample >= 0 && sample < recording.frames);
  beats.sort((a, b) => a.sample - b.sample);
  const distinct = beats.filter(({ sample }, index) => index === 0 || sample !== beats[index - 1]?.sample);
  return {
    source: annotator,
    samples: Int32Array.from(distinct, ({ sample }) => sample),
    fileCodes: Uint8Array.from(distinct, ({ code }) => code),
    fileClasses: Uint8Array.from(distinct, ({ code }) => classOfCode(code, mapping)),
  };
}
