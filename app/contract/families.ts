import * as v from 'valibot';

import { float32Array, int32Array, uint32Array, uint8Array } from './arrays.ts';
import { command, query } from './call-definition.ts';
import { beatClasses } from './classes.ts';
import { BeatClassSchema, ChangeStep, ClassCounts, Identifier, SamplePosition } from './records.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const correlation = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));

/** Correlation above which two groups of beats are one family, as a reader may set it. */
export const JoinAbove = v.pipe(v.number(), v.minValue(0.8), v.maxValue(0.999));
/** Joined from here on until a reader says otherwise. */
export const usualJoin = 0.975;
/** Correlation from which on a beat counts as similar to another. */
export const SimilarityRadius = v.pipe(v.number(), v.minValue(0.8), v.maxValue(0.99));
/** Members that one call of `families.members` answers with at most. */
export const maximumMembers = 500;
/** Beats that a reader can take out of a family at once: each is kept by name. */
export const maximumSplitBeats = 20_000;
/** Thumbnails that come with a family. */
export const thumbnailCount = 12;
/** Equal stretches of the recording in which a family's beats are counted. */
export const placeBuckets = 240;

/** Identifier of a family within its session: good until the families are made anew. */
export const FamilyIdentifier = v.pipe(v.string(), v.regex(/^[a-z0-9.]{1,40}$/));

export const familyOrders = ['count', 'class', 'doubt'] as const;
export type FamilyOrder = (typeof familyOrders)[number];

/** How the shapes were cut: `length` values a lead, `rate` a second, the first one `before` values ahead of the fiducial. */
export const ShapeGrid = v.object({
  rate: v.number(),
  before: count,
  length: count,
  /** Leads compared, by index in the recording. */
  leads: v.array(count),
});
export type ShapeGrid = v.InferOutput<typeof ShapeGrid>;

export const Family = v.object({
  id: FamilyIdentifier,
  /** 1 for the largest. */
  number: count,
  /** Beats, outliers included. */
  count,
  /** Farther from the family's mean than three robust deviations. */
  outliers: count,
  /** Shown labels of all its beats; those not analysed are in none. */
  classes: ClassCounts,
  /** The commonest shown label, or null when none is analysed. */
  label: v.nullable(BeatClassSchema),
  /** Beats whose label a person decided. */
  read: count,
  /** Mean probability that the model gave the shown label, over beats that it named; null without such. */
  meanProbability: v.nullable(v.number()),
  /** Median correlation of its beats with its mean. */
  medianCorrelation: v.number(),
  /** Median RR interval before its beats in ms, or null. */
  rrBefore: v.nullable(v.number()),
  firstSample: SamplePosition,
  /** Mean in mV: leads x length. */
  mean: float32Array,
  /** Standard deviation in mV: leads x length. */
  spread: float32Array,
  /** Beats spread over the members, in mV: thumbnails x leads x length. */
  thumbnails: float32Array,
  /** Beats in each of `placeBuckets` equal stretches of the recording. */
  places: uint32Array,
  /** Families that this one was merged from by a reader: 0 or 1 when it was not merged. */
  merged: count,
  /** Came out of a split. */
  split: v.boolean(),
});
export type Family = v.InferOutput<typeof Family>;

const Pair = v.object({ id: FamilyIdentifier, correlation });

export const Families = v.object({
  /** `none`: never made, or the beats come from another run since. */
  state: v.picklist(['none', 'making', 'ready']),
  /** The job that makes them, while it runs. */
  jobId: v.nullable(Identifier),
  grid: v.nullable(ShapeGrid),
  /** Correlation from which on groups are joined. */
  join: JoinAbove,
  families: v.array(Family),
  /** Beats in families. */
  beats: count,
  /** Beats that are alone with their shape: to be read one by one. */
  singles: int32Array,
  /** Beats inserted or moved since the families were made; they belong to none until made again. */
  without: count,
  /** How many of the beats in families no person has read. */
  unread: count,
});
export type Families = v.InferOutput<typeof Families>;

export const FamilyMembers = v.object({
  total: count,
  /** Nearest to the mean first; of outliers the farthest first. */
  samples: int32Array,
  /** Shown label of each. */
  labels: uint8Array,
  /** Correlation of each with the family's mean. */
  correlations: float32Array,
  /** In mV: members x leads x length. */
  waveforms: float32Array,
});
export type FamilyMembers = v.InferOutput<typeof FamilyMembers>;

/** Which beats a bulk change is about. Outliers and beats that a person has read are left out unless asked for. */
const Bulk = v.strictObject({
  sessionId: Identifier,
  beats: v.union([
    v.strictObject({ familyIds: v.pipe(v.array(FamilyIdentifier), v.minLength(1), v.maxLength(1000)) }),
    v.strictObject({ samples: v.pipe(v.array(SamplePosition), v.minLength(1), v.maxLength(1_000_000)) }),
    /** As `similar.find` finds them. */
    v.strictObject({ similarTo: SamplePosition, radius: SimilarityRadius }),
  ]),
  label: v.picklist(beatClasses),
  includeOutliers: v.optional(v.boolean()),
  includeRead: v.optional(v.boolean()),
});
export type BulkChange = v.InferOutput<typeof Bulk>;

export const BulkPreview = v.object({
  /** Beats that would show another label. */
  changed: count,
  /** What they show now, by class. */
  from: ClassCounts,
  /** Beats that show the label already: they become the reader's decision. */
  unchanged: count,
  outliersLeftOut: count,
  readLeftOut: count,
  /** Of those changed: decided by a person before. */
  readChanged: count,
  /** The whole recording before and after. */
  before: ClassCounts,
  after: ClassCounts,
  /** Counts of events that would be other ones; null where events are not known. */
  events: v.nullable(v.array(v.object({ kind: v.string(), before: count, after: count }))),
  /** Mean of the model's probability for the label that it gave; null where it named none of them. */
  meanProbability: v.nullable(v.number()),
  /** Sum of 1 - probability over the beats that the model named: errors it would expect among them. */
  expectedErrors: v.nullable(v.number()),
});
export type BulkPreview = v.InferOutput<typeof BulkPreview>;

const changed = v.object({ step: v.nullable(ChangeStep) });
const one = v.strictObject({ sessionId: Identifier, familyId: FamilyIdentifier });

/** Beats grouped by shape, and what a reader does with whole groups. */
export const familiesCalls = {
  'families.read': query(
    v.strictObject({ sessionId: Identifier, order: v.optional(v.picklist(familyOrders)) }),
    Families,
  ),
  /** Groups the beats by shape. `leads` by index: all that can be compared when left out. */
  'families.make': command(
    v.strictObject({
      sessionId: Identifier,
      leads: v.optional(v.pipe(v.array(v.pipe(count, v.maxValue(255))), v.minLength(1), v.maxLength(3))),
    }),
    v.object({ jobId: Identifier }),
  ),
  'families.members': query(
    v.strictObject({
      sessionId: Identifier,
      familyId: FamilyIdentifier,
      outliers: v.boolean(),
      offset: count,
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximumMembers)),
    }),
    FamilyMembers,
  ),
  /** All beats of families, in time order: what selecting them selects. */
  'families.samples': query(
    v.strictObject({
      sessionId: Identifier,
      familyIds: v.pipe(v.array(FamilyIdentifier), v.minLength(1), v.maxLength(1000)),
      outliers: v.boolean(),
    }),
    v.object({ samples: int32Array }),
  ),
  /** The family's correlation with the others, nearest first. */
  'families.near': query(one, v.object({ near: v.array(Pair) })),
  'families.join': command(v.strictObject({ sessionId: Identifier, above: JoinAbove }), changed),
  'families.merge': command(
    v.strictObject({
      sessionId: Identifier,
      familyIds: v.pipe(v.array(FamilyIdentifier), v.minLength(2), v.maxLength(1000)),
    }),
    changed,
  ),
  /** In two by shape, or the given beats away from the others. */
  'families.split': command(
    v.strictObject({
      sessionId: Identifier,
      familyId: FamilyIdentifier,
      samples: v.optional(v.pipe(v.array(SamplePosition), v.minLength(1), v.maxLength(maximumSplitBeats))),
    }),
    changed,
  ),
  /** Takes the newest merge or split that a family came from back. */
  'families.unmerge': command(one, changed),
  'families.preview': query(Bulk, BulkPreview),
  'families.relabel': command(Bulk, changed),
  /** Beats of the recording whose shape is like that of one beat: correlation of all compared leads together. */
  'similar.find': query(
    v.strictObject({ sessionId: Identifier, sample: SamplePosition, radius: SimilarityRadius }),
    v.object({
      /** `none`: shapes have not been made. `unknown`: the beat came after they were made. */
      state: v.picklist(['none', 'unknown', 'ready']),
      grid: v.nullable(ShapeGrid),
      /** The beat itself included, nearest first. */
      samples: int32Array,
      correlations: float32Array,
      labels: uint8Array,
      classes: ClassCounts,
      /** Similar by correlation, but much larger or smaller: left out of every bulk change. */
      outliers: int32Array,
      /** The beat, then the mean of those found, then the nearest: (2 + up to 12) x leads x length, mV. */
      waveforms: float32Array,
    }),
  ),
} as const;
