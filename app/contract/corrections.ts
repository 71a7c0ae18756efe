import * as v from 'valibot';

import { int32Array, uint8Array } from './arrays.ts';
import { command, query, type CallDefinition } from './call-definition.ts';
import { beatClasses } from './classes.ts';
import {
  BeatClassSchema,
  BeatDetail,
  BeatOverview,
  BeatWindow,
  ChangeStep,
  Identifier,
  SamplePosition,
} from './records.ts';

/** A beat window holds this many beats at most. */
export const maximumWindowBeats = 50_000;
/** `beats.columns` answers with this many beats at most: 14 days hold 1.4 million. */
export const maximumColumnBeats = 2_000_000;
/** A session's history answers with its newest steps only, this many at most; all of them stay stored. */
export const maximumHistorySteps = 500;
/** Beats of which `session.conflicts` tells both values. */
export const maximumShownConflicts = 100;
/** Characters of a comment. */
export const maximumCommentCharacters = 4_000;

const sessionId = Identifier;
const session = v.strictObject({ sessionId });
const samples = v.pipe(v.array(SamplePosition), v.minLength(1), v.maxLength(1_000_000));
const label = v.picklist(beatClasses);
/** A WFDB code of a beat that belongs to the label; left out: the plain code of the class. */
const code = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(49)));
/** Null when nothing changed. */
const step = v.nullable(ChangeStep);

/** A part of a recording that cannot be read, frames from `from` to `to`, the end excluded, and who said so. */
export const UnreadableStretch = v.object({
  from: SamplePosition,
  to: SamplePosition,
  source: v.picklist(['detector', 'person']),
  /** Name of the reader, null for the detector. */
  by: v.nullable(v.string()),
});
export type UnreadableStretch = v.InferOutput<typeof UnreadableStretch>;

/** A note on a session: on a place, on a stretch, or on the whole. */
export const CommentRecord = v.object({
  id: Identifier,
  sample: v.nullable(SamplePosition),
  until: v.nullable(SamplePosition),
  text: v.string(),
  by: v.string(),
  /** UTC, ISO 8601. */
  at: v.string(),
});
export type CommentRecord = v.InferOutput<typeof CommentRecord>;

/** What taking back a step would meet. A label is null where there is no beat, or one that is not analysed. */
export const StepConflicts = v.object({
  /** Beats that a later step decided again, and of the first `maximumShownConflicts` of them both values. */
  beats: v.pipe(v.number(), v.integer(), v.minValue(0)),
  conflicts: v.array(v.object({ sample: SamplePosition, now: v.nullable(label), back: v.nullable(label) })),
  /** Values kept with the session that a later step wrote again. */
  entries: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type StepConflicts = v.InferOutput<typeof StepConflicts>;

/** Beats of a session, and every change that a person can make and take back. */
export const correctionCalls = {
  'beats.read': query(v.strictObject({ sessionId, from: SamplePosition, to: SamplePosition }), BeatWindow),
  /** As much as `beats.read` without probabilities, up to `maximumColumnBeats`; the same revision means the same beats. */
  'beats.columns': query(
    v.strictObject({ sessionId, from: SamplePosition, to: SamplePosition }),
    v.object({
      revision: v.pipe(v.number(), v.integer()),
      samples: int32Array,
      labels: uint8Array,
      /** Index into labelSources. */
      sources: uint8Array,
      /** WFDB codes of the shown labels. */
      codes: uint8Array,
    }),
  ),
  'beats.overview': query(
    v.strictObject({ sessionId, buckets: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192)) }),
    BeatOverview,
  ),
  'beats.inspect': query(v.strictObject({ sessionId, sample: SamplePosition }), BeatDetail),
  /**
   * The next beat from `sample` (exclusive) in a direction, optionally of one shown class, differing from the file, or one
   * that the model left in doubt and no person has decided.
   */
  'beats.find': query(
    v.strictObject({
      sessionId,
      sample: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(2 ** 31 - 1)),
      direction: v.picklist(['next', 'previous']),
      label: v.optional(BeatClassSchema),
      differsFromFile: v.optional(v.boolean()),
      doubtful: v.optional(v.boolean()),
    }),
    v.object({ sample: v.nullable(SamplePosition) }),
  ),

  'beats.relabel': command(v.strictObject({ sessionId, samples, label, code }), v.object({ step })),
  /** Every beat with `from <= sample < to`, or those of them that show one class. */
  'beats.relabelRange': command(
    v.strictObject({ sessionId, from: SamplePosition, to: SamplePosition, label, code, only: v.optional(label) }),
    v.object({ step }),
  ),
  /** Makes the shown labels the reader's own. */
  'beats.confirm': command(v.strictObject({ sessionId, samples }), v.object({ step })),
  /** Adds a beat where the recording has none; with `snap` at the R peak within 100 ms. Answers with its place. */
  'beats.insert': command(
    v.strictObject({ sessionId, sample: SamplePosition, label, code, snap: v.boolean() }),
    v.object({ step, sample: SamplePosition }),
  ),
  /** Moves a beat with its label; with `snap` to the R peak within 100 ms of `to`. Answers with its new place. */
  'beats.move': command(
    v.strictObject({ sessionId, sample: SamplePosition, to: SamplePosition, snap: v.boolean() }),
    v.object({ step, sample: SamplePosition }),
  ),
  'beats.delete': command(v.strictObject({ sessionId, samples }), v.object({ step })),

  /** Says of a stretch that it cannot be read, or that it can, whatever the detector says. */
  'session.mark': command(
    v.strictObject({ sessionId, from: SamplePosition, to: SamplePosition, readable: v.boolean() }),
    v.object({ step }),
  ),
  /** What cannot be read, in time order; `overruled` is what the detector could not read and a person can. */
  'session.unreadable': query(
    session,
    v.object({ stretches: v.array(UnreadableStretch), overruled: v.array(UnreadableStretch) }),
  ),
  /** Writes a comment (`id` null: a new one) or changes one; empty text removes it. */
  'session.comment': command(
    v.strictObject({
      sessionId,
      id: v.nullable(Identifier),
      sample: v.nullable(SamplePosition),
      until: v.nullable(SamplePosition),
      text: v.pipe(v.string(), v.maxLength(maximumCommentCharacters)),
    }),
    v.object({ step, id: Identifier }),
  ),
  /** In order of place; those on the whole session first. */
  'session.comments': query(session, v.object({ comments: v.array(CommentRecord) })),

  /** What taking back a standing step would meet, without taking it back. */
  'session.conflicts': query(
    v.strictObject({ sessionId, step: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
    StepConflicts,
  ),
  /**
   * Takes back the newest step that stands, or the step chosen. What was changed again by a later step is a conflict and
   * stays as it is; `overwrite` brings earlier labels back over later ones, but never touches whether there is a beat. A chosen
   * step of which nothing could be taken back still stands.
   */
  'session.undo': command(
    v.strictObject({
      sessionId,
      step: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      overwrite: v.optional(v.boolean()),
    }),
    v.object({ step, conflicts: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ),
  /** Repeats what was taken back last. */
  'session.redo': command(session, v.object({ step })),
  /** The newest `maximumHistorySteps` steps, oldest first. */
  'session.history': query(
    session,
    v.object({ steps: v.array(ChangeStep), canUndo: v.boolean(), canRedo: v.boolean() }),
  ),
} as const satisfies Record<string, CallDefinition>;
