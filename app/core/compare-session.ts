import { beatClasses } from '../contract/classes.ts';
import type { RecordingRow } from '../contract/records.ts';
import { codeOf } from '../formats/wfdb/codes.ts';
import type { Annotation } from '../signal/recording.ts';
import type { SessionBeats, Store, StoredRun } from '../store/store.ts';
import { referenceAnnotator } from './beat-positions.ts';
import type { OpenRecordings } from './recordings.ts';

/** What a comparison of one recording is made from. */
export interface ComparedSession {
  readonly row: RecordingRow;
  /** Annotator that is the reference. */
  readonly annotator: string;
  readonly run: StoredRun;
  readonly beats: SessionBeats;
  /** The file's annotations, beats and others, in time order. */
  readonly reference: readonly Annotation[];
  /** The labels shown now as annotations, with noise marks around what the detector could not read. */
  readonly shown: readonly Annotation[];
}

/** WFDB codes of the five classes. */
const classCodes = beatClasses.map((name) => codeOf(name) ?? 0);
/** Code of a beat that nobody has named, which EC57 counts as Q. */
const unnamedCode = codeOf('?') ?? 0;
const noiseCode = codeOf('~') ?? 0;
/** Subtype of a noise annotation that says: nothing can be read from here on; and of one that ends it. */
const shutdown = 0x30;
const clean = 0;

/**
 * The annotations of a recording's file and the labels that its session shows now.
 *
 * @returns null when the file has no reference annotations or nothing was analysed yet
 */
export async function openComparison(
  store: Store,
  recordings: OpenRecordings,
  recordingId: string,
): Promise<ComparedSession | null> {
  const row = await store.readRecording(recordingId);
  const run = await store.currentRun(row.sessionId);
  const recording = await recordings.open(recordingId);
  const annotator = referenceAnnotator(recording);
  if (annotator === null || run === null) return null;
  const reference = await recording.annotations(annotator);
  const beats = await store.allBeats(row.sessionId);
  return { row, annotator, run, beats, reference, shown: shownAnnotations(beats, run) };
}

function shownAnnotations({ proposed, decided }: SessionBeats, run: StoredRun): Annotation[] {
  let next = 0;
  const beats = Array.from(proposed.samples, (sample, beat): Annotation => {
    const isDecided = decided.samples[next] === sample;
    const label = isDecided ? decided.labels[next++]! : proposed.labels[beat]!;
    return mark(sample, classCodes[label] ?? unnamedCode, 0);
  });
  const noise = (run.quality?.unreadable ?? []).flatMap(({ from, to }) => [
    mark(from, noiseCode, shutdown),
    mark(to, noiseCode, clean),
  ]);
  return noise.length === 0 ? beats : [...beats, ...noise].sort((a, b) => a.sample - b.sample);
}

function mark(sample: number, code: number, subtype: number): Annotation {
  return { sample, code, subtype, channel: 0, number: 0, aux: '' };
}
