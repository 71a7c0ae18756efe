import * as v from 'valibot';

import { float32Array } from './arrays.ts';
import { command, query } from './call-definition.ts';
import { beatClasses } from './classes.ts';
import { ChangeStep, Identifier, SamplePosition } from './records.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const beatClass = v.picklist(beatClasses);
const session = { sessionId: Identifier };

/** Items of one page of the queue at most. */
export const maximumQueuePage = 500;

/**
 * Why a beat stands where it stands: its label is doubtful; its label, or the class behind it, is rare in this recording; its
 * shape was not looked at yet; it was drawn at random, so that it stands for the beats nobody looks at.
 */
export const queueReasons = ['doubtful', 'rare', 'family', 'random'] as const;
export type QueueReason = (typeof queueReasons)[number];

/** What has become of a beat in the queue. */
export const queueStates = ['open', 'accepted', 'corrected', 'later', 'deleted'] as const;
export type QueueState = (typeof queueStates)[number];

/** One beat to look at. Its place in the queue stays the same until the beats are analysed or decided anew. */
export const QueueItem = v.object({
  place: count,
  sample: SamplePosition,
  /** Shown now; null when the beat was not analysed. */
  label: v.nullable(beatClass),
  /** What the model said. */
  proposed: v.nullable(beatClass),
  reason: v.picklist(queueReasons),
  state: v.picklist(queueStates),
  /** In the order of beatClasses, as the run's labels follow from them; zeros when not analysed. */
  probabilities: v.array(probability),
});
export type QueueItem = v.InferOutput<typeof QueueItem>;

/** What was done so far. */
export const QueueProgress = v.object({
  /** Beats of the run that a person has accepted or corrected, wherever that was done. */
  read: count,
  corrected: count,
  /** Corrections that the model's own probabilities announced for the beats that were read. */
  expected: v.number(),
  /** Put off with "decide later" and still open. */
  later: count,
});
export type QueueProgress = v.InferOutput<typeof QueueProgress>;

/** Intervals before a beat against the mean of the eight before it: below 0.75, 0.88, 1.15, and above. */
export const beatTimings = ['very-early', 'early', 'usual', 'late'] as const;
export type BeatTiming = (typeof beatTimings)[number];

/** Beats of one kind where the estimate has no footing, or where it was contradicted. */
export const BlindSpot = v.object({
  /** "unread": none of them was looked at. "contradicted": the model was surer of them than what was read allows. */
  kind: v.picklist(['unread', 'contradicted']),
  /** The family of shapes, or null when families are not there or the beats are alone with their shapes. */
  family: v.nullable(v.string()),
  /** How the beats came after the one before, where they are grouped by that and not by shape. */
  timing: v.nullable(v.picklist(beatTimings)),
  label: beatClass,
  beats: count,
  read: count,
  wrong: count,
  /** Mean probability of the label over the beats that were read, over all of them where none was. */
  promised: probability,
  /** Unread beats of the kind in the order to look at them, 200 at most. */
  samples: v.pipe(v.array(SamplePosition), v.maxLength(200)),
});
export type BlindSpot = v.InferOutput<typeof BlindSpot>;

/** How many labels are still wrong, and what that rests on. */
export const ErrorEstimate = v.object({
  beats: count,
  unread: count,
  /** Wrong labels among the unread that the model's own probabilities announce. */
  promised: v.number(),
  /** Wrong labels among the unread with a 95 % interval, from the beats that were drawn at random; null: cannot say yet. */
  left: v.nullable(v.object({ value: v.number(), low: v.number(), high: v.number() })),
  /** Beats drawn at random and read so far, and how many of them the reader corrected. */
  random: v.object({ read: count, wrong: count }),
  /** Further random beats to read before anything can be said; 0 when it can. */
  needed: count,
  /** Corrections run at twice the expected rate or more, and not by chance. */
  overconfident: v.boolean(),
  blindSpots: v.array(BlindSpot),
  /** Stopping is suggested when `left.high` falls to this many wrong labels in a thousand beats. */
  stop: v.object({ perThousand: v.number(), reached: v.boolean() }),
});
export type ErrorEstimate = v.InferOutput<typeof ErrorEstimate>;

/** One lead of a beat as the model reads it, and what each moment of it did. */
export const LeadReasons = v.object({
  name: v.string(),
  /** Milliseconds from the fiducial point to the first value. */
  fromMs: v.number(),
  stepMs: v.number(),
  /** mV where the lead has such a unit; else its own unit. */
  values: float32Array,
  /**
   * Share of each value in the decision: above 0 for the first class, below 0 for the second. Gradient times value, the same
   * scale over all leads and numbers: absolute values add up to 1 at most, less where numbers of one fact speak against each other.
   */
  saliency: float32Array,
});
export type LeadReasons = v.InferOutput<typeof LeadReasons>;

/**
 * What the model reads of a beat beside its trace, and the unit of a fact of this kind: intervals before and after in
 * milliseconds; mean of the intervals around in milliseconds; how irregular the rhythm around is, in percent from beat to beat;
 * how like this patient's usual beat the QRS complex and the P wave are (correlation).
 */
export const factKinds = ['rr-before', 'rr-after', 'rr-around', 'irregularity', 'qrs', 'p-wave'] as const;
export type FactKind = (typeof factKinds)[number];

/** Why a beat has the label it has and not the next best one. */
export const BeatReasons = v.object({
  /** The shown class and the one it was weighed against: the model's first choice, or its second when that is shown. */
  classes: v.tuple([beatClass, beatClass]),
  leads: v.array(LeadReasons),
  facts: v.array(
    v.object({
      kind: v.picklist(factKinds),
      /** In the unit of the kind; null where it is not known. */
      value: v.nullable(v.number()),
      /** What the model compares it with, in the same unit: the mean of the half hour. Null when with nothing. */
      reference: v.nullable(v.number()),
      /** As in LeadReasons.saliency. */
      share: v.number(),
    }),
  ),
});
export type BeatReasons = v.InferOutput<typeof BeatReasons>;

/** What to look at next, how much is left, and why a beat was named as it was. */
export const queueCalls = {
  /** A page of the queue, in its order. */
  'queue.read': query(
    v.strictObject({
      ...session,
      offset: count,
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximumQueuePage)),
    }),
    v.object({ total: count, items: v.array(QueueItem), progress: QueueProgress }),
  ),
  /** The next open beat from a place (exclusive; -1 is before the first). Put-off ones are passed over unless `later`. */
  'queue.next': query(
    v.strictObject({
      ...session,
      place: v.pipe(v.number(), v.integer(), v.minValue(-1)),
      direction: v.picklist(['next', 'previous']),
      later: v.optional(v.boolean()),
    }),
    v.object({ item: v.nullable(QueueItem) }),
  ),
  /** Where a beat stands in the queue; null for a beat that a person inserted. */
  'queue.place': query(
    v.strictObject({ ...session, sample: SamplePosition }),
    v.object({ item: v.nullable(QueueItem) }),
  ),
  'queue.estimate': query(v.strictObject(session), v.object({ progress: QueueProgress, estimate: ErrorEstimate })),
  /** Puts beats off ("decide later"), or takes that back. */
  'queue.later': command(
    v.strictObject({
      ...session,
      samples: v.pipe(v.array(SamplePosition), v.minLength(1), v.maxLength(10_000)),
      later: v.boolean(),
    }),
    v.object({ step: v.nullable(ChangeStep) }),
  ),
  /** From how many wrong labels in a thousand beats on the reader may stop. */
  'queue.setStop': command(
    v.strictObject({ ...session, perThousand: v.pipe(v.number(), v.minValue(0), v.maxValue(1000)) }),
    v.object({ step: v.nullable(ChangeStep) }),
  ),
  'beats.why': query(v.strictObject({ ...session, sample: SamplePosition }), v.object({ reasons: BeatReasons })),
} as const;

export type QueueCalls = keyof typeof queueCalls;
