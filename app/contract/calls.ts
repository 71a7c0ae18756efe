import * as v from 'valibot';

import { int32Array, uint8Array } from './arrays.ts';
import { command, query, type CallDefinition } from './call-definition.ts';
import { beatClasses } from './classes.ts';
import { familiesCalls } from './families.ts';
import { queueCalls } from './queue.ts';
import {
  ApplicationInfo,
  BeatClassSchema,
  BeatDetail,
  BeatOverview,
  BeatWindow,
  ChangeStep,
  ClassCounts,
  Figure,
  Identifier,
  JobRecord,
  ModelCard,
  ModelSummary,
  RecordingRow,
  SamplePosition,
} from './records.ts';
import {
  OverallQuestion,
  ResultsBeats,
  ResultsCell,
  ResultsComparison,
  ResultsOverall,
  ResultsQuestion,
} from './results.ts';
import { rhythmCalls } from './rhythm.ts';
import { RunDescription, Strength } from './runs.ts';

const nothing = v.strictObject({});
const job = v.object({ jobId: Identifier });
const lead = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));
const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[^/\\\0]+$/));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const byteCount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8 * 2 ** 30));

/** A window may hold this many samples at most, all its leads together; screens ask for what they draw. */
export const maximumWindowSamples = 8_000_000;
/** A beat window holds this many beats at most. */
export const maximumWindowBeats = 50_000;
/** A session's history answers with its newest steps only, this many at most; all of them stay stored. */
export const maximumHistorySteps = 500;
/** Bytes of one piece of an upload. */
export const maximumUploadPiece = 4 * 2 ** 20;

/** Every query and command a screen, a script or another program may send. Names are `noun.verb`. */
export const calls = {
  'application.info': query(nothing, ApplicationInfo),

  'library.list': query(nothing, v.array(RecordingRow)),
  'library.read': query(v.strictObject({ recordingId: Identifier }), RecordingRow),
  /** Files or folders by path; hosts without a file dialog use `upload.*` instead. */
  'library.import': command(v.strictObject({ paths: v.pipe(v.array(path), v.minLength(1), v.maxLength(10_000)) }), job),
  'library.remove': command(v.strictObject({ recordingId: Identifier }), nothing),

  'upload.begin': command(
    v.strictObject({
      files: v.pipe(v.array(v.strictObject({ name: fileName, bytes: byteCount })), v.minLength(1), v.maxLength(10_000)),
    }),
    v.object({ uploadId: Identifier }),
  ),
  'upload.write': command(
    v.strictObject({
      uploadId: Identifier,
      file: v.pipe(v.number(), v.integer(), v.minValue(0)),
      offset: byteCount,
      bytes: uint8Array,
    }),
    nothing,
  ),
  'upload.finish': command(v.strictObject({ uploadId: Identifier }), job),
  /** Lets go of an upload that will not be finished, with what has come of it. */
  'upload.cancel': command(v.strictObject({ uploadId: Identifier }), nothing),

  'analysis.start': command(
    v.strictObject({
      recordingIds: v.pipe(v.array(Identifier), v.minLength(1), v.maxLength(10_000)),
      modelId: v.optional(Identifier),
      /**
       * Where beats are: as the file has them, where it does, or found in the signal in any case. Left out: as in the run
       * before, at first as the file has them.
       */
      beats: v.optional(v.picklist(['file', 'detector'])),
    }),
    job,
  ),
  /** How the labels shown now came about; null before the first analysis. */
  'analysis.describe': query(v.strictObject({ sessionId: Identifier }), v.object({ run: v.nullable(RunDescription) })),
  /** What another strength would make of the stored probabilities. Beats that a person has read do not count. */
  'analysis.preview': query(
    v.strictObject({ sessionId: Identifier, strength: Strength }),
    v.object({ changed: v.pipe(v.number(), v.integer()), classes: ClassCounts }),
  ),
  /** Names the beats again from the stored probabilities, as a run of its own. What persons decided stays. */
  'analysis.decide': command(
    v.strictObject({ sessionId: Identifier, strength: Strength }),
    v.object({ changed: v.pipe(v.number(), v.integer()) }),
  ),

  'signal.read': query(
    v.strictObject({
      recordingId: Identifier,
      leads: v.pipe(v.array(lead), v.minLength(1), v.maxLength(64)),
      from: SamplePosition,
      to: SamplePosition,
    }),
    /** ADC values, one array a lead, `to - from` frames (times the lead's samples a frame). `invalidSample` marks gaps. */
    v.object({ from: SamplePosition, to: SamplePosition, samples: v.array(int32Array) }),
  ),
  'signal.overview': query(
    v.strictObject({
      recordingId: Identifier,
      leads: v.pipe(v.array(lead), v.minLength(1), v.maxLength(64)),
      from: SamplePosition,
      to: SamplePosition,
      buckets: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192)),
    }),
    /** Per lead: minimum and maximum ADC value of each bucket, interleaved (2 x buckets). */
    v.object({ from: SamplePosition, to: SamplePosition, extremes: v.array(int32Array) }),
  ),

  'beats.read': query(v.strictObject({ sessionId: Identifier, from: SamplePosition, to: SamplePosition }), BeatWindow),
  'beats.overview': query(
    v.strictObject({
      sessionId: Identifier,
      buckets: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192)),
    }),
    BeatOverview,
  ),
  'beats.inspect': query(v.strictObject({ sessionId: Identifier, sample: SamplePosition }), BeatDetail),
  /** The next beat from `sample` (exclusive) in a direction, optionally of one shown class or differing from the file. */
  'beats.find': query(
    v.strictObject({
      sessionId: Identifier,
      sample: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(2 ** 31 - 1)),
      direction: v.picklist(['next', 'previous']),
      label: v.optional(BeatClassSchema),
      differsFromFile: v.optional(v.boolean()),
    }),
    v.object({ sample: v.nullable(SamplePosition) }),
  ),
  'beats.relabel': command(
    v.strictObject({
      sessionId: Identifier,
      samples: v.pipe(v.array(SamplePosition), v.minLength(1), v.maxLength(1_000_000)),
      label: v.picklist(beatClasses),
    }),
    v.object({ step: v.nullable(ChangeStep) }),
  ),

  'session.undo': command(v.strictObject({ sessionId: Identifier }), v.object({ step: v.nullable(ChangeStep) })),
  'session.redo': command(v.strictObject({ sessionId: Identifier }), v.object({ step: v.nullable(ChangeStep) })),
  /** The newest `maximumHistorySteps` steps, oldest first. */
  'session.history': query(
    v.strictObject({ sessionId: Identifier }),
    v.object({ steps: v.array(ChangeStep), canUndo: v.boolean(), canRedo: v.boolean() }),
  ),

  'models.list': query(nothing, v.array(ModelSummary)),
  'models.show': query(v.strictObject({ modelId: Identifier }), ModelCard),
  /** The study's six figures for a model, as ECharts options in the colours of a theme. */
  'models.figures': query(
    v.strictObject({ modelId: Identifier, theme: v.picklist(['light', 'dark']) }),
    v.array(Figure),
  ),
  'models.activate': command(v.strictObject({ modelId: Identifier }), nothing),

  /** The shown labels of a recording against the annotations in its file; null when the file has none. */
  'results.compare': query(
    v.strictObject({ sessionId: Identifier, ...ResultsQuestion.entries }),
    v.object({ comparison: v.nullable(ResultsComparison) }),
  ),
  'results.overall': query(OverallQuestion, ResultsOverall),
  /** The beats behind one cell; of a run cell those of the runs in it. */
  'results.beats': query(
    v.strictObject({ sessionId: Identifier, ...ResultsQuestion.entries, cell: ResultsCell }),
    ResultsBeats,
  ),
  /** Figures of one recording, or of all with reference annotations when there is no session. */
  'results.figures': query(
    v.strictObject({
      sessionId: v.nullable(Identifier),
      ...OverallQuestion.entries,
      theme: v.picklist(['light', 'dark']),
    }),
    v.array(Figure),
  ),

  ...queueCalls,

  ...rhythmCalls,

  ...familiesCalls,

  'jobs.list': query(nothing, v.array(JobRecord)),
  'job.stop': command(v.strictObject({ jobId: Identifier }), nothing),
} as const satisfies Record<string, CallDefinition>;

export type Calls = typeof calls;
