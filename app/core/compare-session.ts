import { unreadableMarks } from '../beat/unreadable-marks.ts';
import { beatClasses } from '../contract/classes.ts';
import type { RecordingRow } from '../contract/records.ts';
import type { ResultsQuestion } from '../contract/results.ts';
import { compareBeats, type BeatComparison } from '../evaluation/ec57/compare-beats.ts';
import { compareRuns, type RunComparison } from '../evaluation/ec57/compare-runs.ts';
import type { BeatPairs } from '../evaluation/ec57/pair-list.ts';
import { codeOf } from '../formats/wfdb/codes.ts';
import type { Annotation } from '../signal/recording.ts';
import { layOver } from '../store/overlay.ts';
import type { SessionBeats, Store, StoredRun } from '../store/store.ts';
import type { OpenRecordings } from './recordings.ts';
import { referenceAnnotator } from './reference-annotator.ts';

/** The labels of a session against the annotations in the recording's file. */
export interface ComparedSession {
  readonly row: RecordingRow;
  /** Annotator that is the reference. */
  readonly annotator: string;
  readonly run: StoredRun;
  readonly beats: SessionBeats;
  readonly comparison: BeatComparison;
  readonly pairs: BeatPairs;
  readonly runs: RunComparison;
  readonly paced: boolean;
}

/** What of the store a comparison reads. */
export type ComparedStore = Pick<Store, 'currentRun' | 'allBeats'>;

/** WFDB codes of the five classes. */
const classCodes = beatClasses.map((name) => codeOf(name) ?? 0);
/** Code of a beat that nobody has named, which EC57 counts as Q. */
const unnamedCode = codeOf('?') ?? 0;
/** Paced beats, and fusions of paced and normal ones. */
const pacedCodes = new Set([codeOf('/'), codeOf('f')]);

/**
 * Compares what a session shows now with its file, by beats and by runs.
 *
 * @returns null when the file has no reference annotations or nothing was analysed yet
 * @throws CaliperError as the recording throws; `invalid-input` when it is shorter than what is left out
 */
export async function compareSession(
  store: ComparedStore,
  recordings: Pick<OpenRecordings, 'open'>,
  row: RecordingRow,
  { mapping, from }: ResultsQuestion,
): Promise<ComparedSession | null> {
  const recording = await recordings.open(row.id);
  const annotator = referenceAnnotator(recording);
  if (annotator === null) return null;
  const reference = await recording.annotations(annotator);
  const paced = reference.some(({ code }) => pacedCodes.has(code));
  const shownRun = await readShownRun(store, row.sessionId);
  if (shownRun === null) return null;
  const { run, beats } = shownRun;
  const shown = shownAnnotations(beats, run);
  const options = { rate: row.rate, frames: row.frames, mapping, start: from };
  const { pairs, ...comparison } = compareBeats(reference, shown, options, true);
  const runs = compareRuns(reference, shown, options);
  return {
    row,
    annotator,
    run,
    beats,
    comparison: { ...comparison, pairs: null },
    pairs: pairs ?? noPairs,
    runs,
    paced,
  };
}

/** The current run and its beats: read again where another run took its place in between. */
async function readShownRun(
  store: ComparedStore,
  sessionId: string,
): Promise<{ run: StoredRun; beats: SessionBeats } | null> {
  for (;;) {
    const run = await store.currentRun(sessionId);
    if (run === null) return null;
    const beats = await store.allBeats(sessionId);
    if ((await store.currentRun(sessionId))?.id === run.id) return { run, beats };
  }
}

const noPairs: BeatPairs = { cells: new Uint8Array(0), reference: new Int32Array(0), test: new Int32Array(0) };

/** The labels shown now as annotations, with noise marks around what the detector could not read. */
function shownAnnotations({ proposed, decided }: SessionBeats, run: StoredRun): Annotation[] {
  const { samples, labels } = layOver(proposed, decided);
  const beats = Array.from(samples, (sample, beat): Annotation => {
    const code = classCodes[labels[beat]!] ?? unnamedCode;
    return { sample, code, subtype: 0, channel: 0, number: 0, aux: '' };
  });
  const noise = unreadableMarks(samples, run.quality?.unreadable ?? []);
  return noise.length === 0 ? beats : [...beats, ...noise].sort((a, b) => a.sample - b.sample);
}
