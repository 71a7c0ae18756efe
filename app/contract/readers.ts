import * as v from 'valibot';

import { command, query } from './call-definition.ts';
import { beatClasses } from './classes.ts';
import { ChangeStep, Identifier, SamplePosition } from './records.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Name of a reader as it stands beside every label. */
export const ReaderName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));

export const ReaderRecord = v.object({
  id: Identifier,
  name: v.string(),
  /** UTC, ISO 8601. */
  createdAt: v.string(),
});
export type ReaderRecord = v.InferOutput<typeof ReaderRecord>;

/** One of two blind readings of a recording: a session of its own, which begins with the labels of the model. */
export const ReadingRecord = v.object({
  /** Null while it is another reader's and not finished: it cannot be opened. */
  sessionId: v.nullable(Identifier),
  reader: v.string(),
  state: v.picklist(['open', 'finished']),
  finishedAt: v.nullable(v.string()),
  /** Beats that the reader has decided; null while that would tell another reader something. */
  decided: v.nullable(count),
});
export type ReadingRecord = v.InferOutput<typeof ReadingRecord>;

export const DoubleReading = v.object({
  recordingId: Identifier,
  /** `none`: nobody has asked for it; `blind`: not both have finished; `open`: differences are left; `settled`: none are. */
  state: v.picklist(['none', 'blind', 'open', 'settled']),
  readings: v.pipe(v.array(ReadingRecord), v.maxLength(2)),
  /** Beats on which the readers differ, and of those the beats whose final label was decided; null while blind. */
  differences: v.nullable(count),
  resolved: v.nullable(count),
});
export type DoubleReading = v.InferOutput<typeof DoubleReading>;

const kappa = v.nullable(v.number());

/** How far two readers agree; see app/review/agreement.ts. */
export const ReadersAgreement = v.object({
  /** Rows: first reader, columns: second; the five classes and "no beat". */
  confusion: v.pipe(
    v.array(v.pipe(v.array(count), v.length(beatClasses.length + 1))),
    v.length(beatClasses.length + 1),
  ),
  beats: count,
  agreed: count,
  kappa,
  /** In the order of beatClasses. */
  classes: v.pipe(v.array(v.object({ both: count, differ: count, kappa })), v.length(beatClasses.length)),
});
export type ReadersAgreement = v.InferOutput<typeof ReadersAgreement>;

const classOrNone = v.nullable(v.picklist(beatClasses));

/** A beat on which two readers differ; a null class is "no beat". */
export const ReadersDifference = v.object({
  /** Where it lies in the final session, frames. */
  sample: SamplePosition,
  first: classOrNone,
  second: classOrNone,
  /** What the final session shows there. */
  shown: classOrNone,
  /** Whether a person has decided the final label, after the readers. */
  resolved: v.boolean(),
});
export type ReadersDifference = v.InferOutput<typeof ReadersDifference>;

/** Differences that one answer holds at most. */
export const maximumDifferences = 500;

const recording = v.strictObject({ recordingId: Identifier });
const nothing = v.object({});

/** Who reads, blind double reading, agreement and its settlement. */
export const readersCalls = {
  'readers.list': query(v.strictObject({}), v.object({ readers: v.array(ReaderRecord), chosen: v.string() })),
  'readers.add': command(v.strictObject({ name: ReaderName }), ReaderRecord),
  /** From now on changes are written down under this reader's name. */
  'readers.choose': command(v.strictObject({ readerId: Identifier }), nothing),

  'readings.read': query(recording, DoubleReading),
  /** Begins two readings that do not see each other; the recording must be analysed and not yet corrected by anybody. */
  'readings.begin': command(
    v.strictObject({ recordingId: Identifier, readers: v.strictTuple([ReaderName, ReaderName]) }),
    nothing,
  ),
  /** The reader's own reading is complete: it takes no more changes. */
  'readings.finish': command(recording, nothing),
  /** Gives up a double reading in which nobody has changed anything. */
  'readings.cancel': command(recording, nothing),
  /** Agreement of finished readings over all beats, or over those that both readers decided. */
  'readings.agreement': query(
    v.strictObject({ recordingId: Identifier, decidedOnly: v.boolean() }),
    v.object({ agreement: ReadersAgreement }),
  ),
  'readings.differences': query(
    v.strictObject({
      recordingId: Identifier,
      offset: count,
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximumDifferences)),
      /** Only those whose final label is not decided. */
      open: v.boolean(),
    }),
    v.object({ total: count, differences: v.array(ReadersDifference) }),
  ),
  /** Takes over into the final session what both readers say, where at least one of them decided. */
  'readings.adopt': command(recording, v.object({ beats: count })),
  /** Decides the final label of a difference; null: there is no beat. */
  'readings.settle': command(
    v.strictObject({ recordingId: Identifier, sample: SamplePosition, label: classOrNone }),
    v.object({ step: v.nullable(ChangeStep) }),
  ),
} as const;
