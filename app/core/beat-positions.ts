import { classOfCode, type ClassMapping } from '../beat/classes.ts';
import { detectBeats, streamBeats } from '../beat/detect.ts';
import type { Detection, Stretch } from '../beat/detection.ts';
import { isBeatCode } from '../formats/wfdb/codes.ts';
import { notAnalysed } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { annotatedUnreadable } from '../rhythm/annotated-beats.ts';
import type { Recording } from '../signal/recording.ts';
import { pairNearest } from './pair-nearest.ts';
import { referenceAnnotator } from './reference-annotator.ts';

/** Consecutive beats, and what the file says of each. */
export interface BeatPositions {
  readonly samples: Int32Array;
  /** WFDB code the file gives each beat, 0 when none. */
  readonly fileCodes: Uint8Array;
  /** Class of each code, `notAnalysed` when none. */
  readonly fileClasses: Uint8Array;
}

/** Where the beats of a recording come from. */
export interface BeatSource {
  /** "detector", or the annotator whose beats these are. */
  readonly source: string;
  /** Annotator that the file's codes are of, or null when there are none. */
  readonly annotator: string | null;
  /** The beats in pieces, as they are found. */
  readonly parts: AsyncGenerator<BeatPositions>;
  /**
   * What the detector said, once it has ended; null where it cannot say anything. Beats of a file have their signal judged too:
   * what cannot be read is what the detector or the file's noise marks say.
   */
  readonly detection: () => Detection | null;
}

/** Two positions at most this far apart are of one beat: the match window of EC57. */
const matchSeconds = 0.15;

/**
 * The beats of a recording: those that its file holds, else those that the detector finds; with `from` "detector" those in any
 * case, each beside the file's annotation of the same beat.
 *
 * Two beats at one sample, or beats out of order, appear in real files; the first of each position counts.
 */
export async function beatSource(
  recording: Recording,
  mapping: ClassMapping,
  options: { from?: 'file' | 'detector' | undefined; signal: AbortSignal },
): Promise<BeatSource> {
  const annotator = referenceAnnotator(recording);
  const annotated = annotator === null ? null : await annotatedBeats(recording, annotator, mapping);
  const known = annotated !== null && annotated.samples.length > 0 ? annotated : null;
  if (known && options.from !== 'detector') {
    return fileSource(recording, annotator!, known, options.signal);
  }
  let detection: Detection | null = null;
  async function* found(): AsyncGenerator<BeatPositions> {
    const beats = streamBeats(recording, options);
    for (let next = await beats.next(); ; next = await beats.next()) {
      if (next.done) {
        detection = next.value;
        if (known) yield besideFile(detection.samples, known, Math.floor(matchSeconds * recording.rate));
        return;
      }
      // Beside a file the nearest of all beats counts, so those wait until all are found.
      if (!known) yield withoutFile(next.value);
    }
  }
  return { source: 'detector', annotator: known && annotator, parts: found(), detection: () => detection };
}

function fileSource(
  recording: Recording,
  annotator: string,
  known: AnnotatedPositions,
  signal: AbortSignal,
): BeatSource {
  let detection: Detection | null = null;
  async function* parts(): AsyncGenerator<BeatPositions> {
    yield known;
    const judged = await detectBeats(recording, { signal }).catch(whereNothingCanBeDetected);
    if (judged) detection = { ...judged, unreadable: joinStretches(judged.unreadable, known.unreadable) };
  }
  return { source: annotator, annotator, parts: parts(), detection: () => detection };
}

/** Signals too slow for the detector have beats in their files all the same. */
function whereNothingCanBeDetected(error: unknown): null {
  if (error instanceof CaliperError && error.code === 'unsupported') return null;
  throw error;
}

/** What lies in either, ascending and apart from each other. */
function joinStretches(first: readonly Stretch[], second: readonly Stretch[]): Stretch[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...first, ...second].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

function withoutFile(samples: Int32Array): BeatPositions {
  const count = samples.length;
  return { samples, fileCodes: new Uint8Array(count), fileClasses: new Uint8Array(count).fill(notAnalysed) };
}

function besideFile(samples: Int32Array, known: BeatPositions, tolerance: number): BeatPositions {
  const positions = withoutFile(samples);
  pairNearest(samples, known.samples, tolerance).forEach((partner, beat) => {
    if (partner < 0) return;
    positions.fileCodes[beat] = known.fileCodes[partner]!;
    positions.fileClasses[beat] = known.fileClasses[partner]!;
  });
  return positions;
}

interface AnnotatedPositions extends BeatPositions {
  readonly unreadable: readonly Stretch[];
}

async function annotatedBeats(
  recording: Recording,
  annotator: string,
  mapping: ClassMapping,
): Promise<AnnotatedPositions> {
  const annotations = await recording.annotations(annotator);
  const beats = annotations.filter(({ code, sample }) => isBeatCode(code) && sample >= 0 && sample < recording.frames);
  beats.sort((a, b) => a.sample - b.sample);
  const distinct = beats.filter(({ sample }, index) => index === 0 || sample !== beats[index - 1]?.sample);
  return {
    samples: Int32Array.from(distinct, ({ sample }) => sample),
    fileCodes: Uint8Array.from(distinct, ({ code }) => code),
    fileClasses: Uint8Array.from(distinct, ({ code }) => classOfCode(code, mapping)),
    unreadable: annotatedUnreadable(
      annotations.toSorted((a, b) => a.sample - b.sample),
      recording.frames,
    ),
  };
}
