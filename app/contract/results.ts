import * as v from 'valibot';

import { int32Array } from './arrays.ts';
import { ClassificationReport } from './model-card.ts';
import { Identifier } from './records.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ratio = v.nullable(v.number());

/** Where escape beats e, j and n count: "ec57" as supraventricular, "aami" as normal (e and j). */
export const ResultsMapping = v.picklist(['ec57', 'aami']);
export type ResultsMapping = v.InferOutput<typeof ResultsMapping>;

/** Rows of the beat matrix of ANSI/AAMI EC57: what the reference has; O: no beat there, X: no beat there, and unreadable. */
export const referenceRows = ['N', 'S', 'V', 'F', 'Q', 'O', 'X'] as const;
/** Columns: what is shown now; o: the beat was missed, x: it was missed where the shown labels say unreadable. */
export const shownColumns = ['n', 's', 'v', 'f', 'q', 'o', 'x'] as const;
export type ReferenceRow = (typeof referenceRows)[number];
export type ShownColumn = (typeof shownColumns)[number];

/** Run lengths of the run matrices, 0 to 5 and more than 5 beats. */
export const runLengths = ['0', '1', '2', '3', '4', '5', '>5'] as const;

/** Seconds of the recording that are left out at its start: 300 by EC57. */
const from = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400));
/** What a comparison is asked: how codes become classes, and from which second on. */
export const ResultsQuestion = v.strictObject({ mapping: ResultsMapping, from });
export type ResultsQuestion = v.InferOutput<typeof ResultsQuestion>;

/** What is asked of all recordings together. */
export const OverallQuestion = v.strictObject({
  ...ResultsQuestion.entries,
  /** Leaves out recordings with paced beats, as EC57 asks. */
  withoutPaced: v.optional(v.boolean()),
  /** Recordings that shall not count, such as those that a model was trained on. */
  without: v.optional(v.pipe(v.array(Identifier), v.maxLength(100_000))),
});
export type OverallQuestion = v.InferOutput<typeof OverallQuestion>;

const runLength = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(runLengths.length - 1));
/** Which runs are looked for in which: "sensitivity" the reference's in the shown ones, "predictivity" the other way round. */
export const runRoles = ['sensitivity', 'predictivity'] as const;
export type RunRole = (typeof runRoles)[number];

/** One cell of one matrix. */
export const ResultsCell = v.variant('kind', [
  v.strictObject({
    kind: v.literal('beat'),
    reference: v.picklist(referenceRows),
    shown: v.picklist(shownColumns),
  }),
  v.strictObject({
    kind: v.literal('run'),
    ectopy: v.picklist(['V', 'S']),
    role: v.picklist(runRoles),
    /** Row and column of the matrix: indices into `runLengths`. */
    row: runLength,
    column: runLength,
  }),
]);
export type ResultsCell = v.InferOutput<typeof ResultsCell>;

/** A statistic as EC57 reports it: so many of so many; undefined where `whole` is 0. */
export const Share = v.object({ part: count, whole: count });
export type Share = v.InferOutput<typeof Share>;

const found = { sensitivity: Share, predictivity: Share };

/** Statistics of ANSI/AAMI EC57 of one recording, or gross ones of several: the quotients of the sums. */
export const BeatStatistics = v.object({
  qrsSensitivity: Share,
  qrsPredictivity: Share,
  vebSensitivity: Share,
  vebPredictivity: Share,
  vebFalsePositiveRate: Share,
  svebSensitivity: Share,
  svebPredictivity: Share,
  svebFalsePositiveRate: Share,
  /** Root mean square of the difference of RR intervals, milliseconds. */
  rrError: ratio,
});
export type BeatStatistics = v.InferOutput<typeof BeatStatistics>;

/** Means of several recordings' statistics, each over the recordings in which it is defined; shares from 0 to 1. */
export const AverageStatistics = v.object({
  qrsSensitivity: ratio,
  qrsPredictivity: ratio,
  vebSensitivity: ratio,
  vebPredictivity: ratio,
  vebFalsePositiveRate: ratio,
  svebSensitivity: ratio,
  svebPredictivity: ratio,
  svebFalsePositiveRate: ratio,
  rrError: ratio,
});
export type AverageStatistics = v.InferOutput<typeof AverageStatistics>;

/** Ectopic runs, reference against shown. */
export const RunTable = v.object({
  ectopy: v.picklist(['V', 'S']),
  /** Seven by seven, in the order of `runLengths`: rows reference, columns shown. */
  sensitivity: v.array(v.array(count)),
  predictivity: v.array(v.array(count)),
  /** Couplets, runs of 3 to 5 and longer ones: share of those that were found, and of those shown that are real. */
  couplet: v.object(found),
  shortRun: v.object(found),
  longRun: v.object(found),
});
export type RunTable = v.InferOutput<typeof RunTable>;

/** Counts and statistics of one recording or of several together. */
export const BeatTable = v.object({
  /** Seven by seven: rows `referenceRows`, columns `shownColumns`. The four places O and X over o and x stay 0. */
  matrix: v.array(v.array(count)),
  statistics: BeatStatistics,
  runs: v.array(RunTable),
  /** The inner five by five as a classification report; null when no beat is paired. */
  report: v.nullable(ClassificationReport),
});
export type BeatTable = v.InferOutput<typeof BeatTable>;

/** The shown labels of one recording against the annotations in its file. */
export const ResultsComparison = v.object({
  recordingId: Identifier,
  sessionId: Identifier,
  name: v.string(),
  /** The annotator that is the reference, e.g. "atr". */
  annotator: v.string(),
  /** What named the beats before persons did: model id, or null. */
  model: v.nullable(v.string()),
  /** "detector", or the annotator whose beats were named. */
  beats: v.string(),
  corrected: count,
  /** Whether the reference has paced beats: EC57 asks to report such recordings apart. */
  paced: v.boolean(),
  question: ResultsQuestion,
  table: BeatTable,
  /** As the programs bxb and rxr print it. */
  text: v.string(),
});
export type ResultsComparison = v.InferOutput<typeof ResultsComparison>;

/** Every recording that has reference annotations, and all of them together. */
export const ResultsOverall = v.object({
  question: OverallQuestion,
  records: v.array(v.omit(ResultsComparison, ['text', 'question'])),
  /** From the sums of all counts. */
  gross: v.nullable(BeatTable),
  /** Means of the records whose value is defined. */
  average: v.nullable(AverageStatistics),
  /** Recordings that were left out, and why. */
  leftOut: v.array(v.object({ recordingId: Identifier, name: v.string(), reason: v.string() })),
  text: v.string(),
});
export type ResultsOverall = v.InferOutput<typeof ResultsOverall>;

/** The beats behind a cell in time order, or the runs behind a cell of a run matrix. */
export const ResultsBeats = v.object({
  /** Frame of the reference beat, the first of a run; -1 where the reference has none. */
  reference: int32Array,
  /** Frame of the shown beat, the first of a run; -1 where none is shown. */
  shown: int32Array,
  /** Frame of the last beat of the run; that of the beat itself otherwise. */
  until: int32Array,
});
export type ResultsBeats = v.InferOutput<typeof ResultsBeats>;
