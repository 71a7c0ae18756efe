import { classOfCode, type ClassMapping } from '../beat/classes.ts';
import { detectBeats } from '../beat/detect.ts';
import type { Detection } from '../beat/detection.ts';
import { isBeatCode } from '../formats/wfdb/codes.ts';
import { notAnalysed } from '../contract/classes.ts';
import type { Recording } from '../signal/recording.ts';
import { pairNearest } from './pair-nearest.ts';
import { referenceAnnotator } from './reference-annotator.ts';

/** Where the beats of a recording are, and what its file says of each. */
export interface BeatPositions {
  /** "detector", or the annotator whose beats these are. */
  readonly source: string;
  readonly samples: Int32Array;
  /** WFDB code the file gives each beat, 0 when none. */
  readonly fileCodes: Uint8Array;
  /** Class of each code, `notAnalysed` when none. */
  readonly fileClasses: Uint8Array;
  /** Annotator that the codes are of, or null when there are none. */
  readonly annotator: string | null;
  /** What the detector said, or null when the file's beats were taken. */
  readonly detection: Detection | null;
}

/** Two positions at most this far apart are of one beat: the match window of EC57. */
const matchSeconds = 0.15;
/**
 * Beat positions of a recording: those that its file holds, else those that the detector finds; with `from` "detector" those
 * in any case, each beside the file's annotation of the same beat.
 *
 * Two beats at one sample, or beats out of order, appear in real files; the first of each position counts.
 */
export async function findBeatPositions(
  recording: Recording,
  mapping: ClassMapping,
  options: { from?: 'file' | 'detector' | undefined; signal: AbortSignal; onProgress: (fraction: number) => void },
): Promise<BeatPositions> {
  const annotator = referenceAnnotator(recording);
  const annotated = annotator === null ? null : await annotatedBeats(recording, annotator, mapping);
  const known = annotated !== null && annotated.samples.length > 0 ? annotated : null;
  if (known && options.from !== 'detector') return known;
  const detection = await detectBeats(recording, options);
  const { samples } = detection;
  const fileCodes = new Uint8Array(samples.length);
  const fileClasses = new Uint8Array(samples.length).fill(notAnalysed);
  if (known) {
    const partners = pairNearest(samples, known.samples, Math.floor(matchSeconds * recording.rate));
    partners.forEach((partner, beat) => {
      if (partner < 0) return;
      fileCodes[beat] = known.fileCodes[partner]!;
      fileClasses[beat] = known.fileClasses[partner]!;
    });
  }
  return { source: 'detector', samples, fileCodes, fileClasses, annotator: known?.annotator ?? null, detection };
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
    annotator,
    detection: null,
  };
}
