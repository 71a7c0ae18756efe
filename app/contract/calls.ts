import * as v from 'valibot';

import { uint8Array } from './arrays.ts';
import { command, query, type CallDefinition } from './call-definition.ts';
import { correctionCalls } from './corrections.ts';
import { familiesCalls } from './families.ts';
import { queueCalls } from './queue.ts';
import { ModelCard, ModelSummary } from './model-card.ts';
import { ApplicationInfo, ClassCounts, Figure, Identifier, JobRecord, RecordingRow } from './records.ts';
import {
  OverallQuestion,
  ResultsBeats,
  ResultsCell,
  ResultsComparison,
  ResultsOverall,
  ResultsQuestion,
} from './results.ts';
import { readersCalls } from './readers.ts';
import { reportCalls } from './report.ts';
import { rhythmCalls } from './rhythm.ts';
import { RunDescription, Strength } from './runs.ts';
import { signalCalls } from './signals.ts';

const nothing = v.strictObject({});
const job = v.object({ jobId: Identifier });
const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[^/\\\0]+$/));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const byteCount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8 * 2 ** 30));

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

  ...signalCalls,

  ...correctionCalls,

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
  ...reportCalls,
  ...readersCalls,

  ...familiesCalls,

  'jobs.list': query(nothing, v.array(JobRecord)),
  'job.stop': command(v.strictObject({ jobId: Identifier }), nothing),
} as const satisfies Record<string, CallDefinition>;

export type Calls = typeof calls;
