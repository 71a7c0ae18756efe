import * as v from 'valibot';

import { float32Array, int32Array, uint8Array } from './arrays.ts';
import { command, query } from './call-definition.ts';
import { ChangeStep, ClassCounts, Identifier, SamplePosition } from './records.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const figure = v.nullable(v.number());
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Every kind of rhythm event, in the order in which lists show them. */
export const eventKinds = [
  'ventricular-tachycardia',
  'ventricular-run',
  'ventricular-couplet',
  'ventricular-bigeminy',
  'ventricular-trigeminy',
  'supraventricular-tachycardia',
  'supraventricular-run',
  'supraventricular-couplet',
  'supraventricular-bigeminy',
  'supraventricular-trigeminy',
  'atrial-fibrillation',
  'pause',
  'longest-rr',
  'escape',
  'bradycardia',
  'tachycardia',
] as const;

export const EventKind = v.picklist(eventKinds);
export type EventKind = v.InferOutput<typeof EventKind>;

export const eventVerdicts = ['accepted', 'dismissed'] as const;
export const EventVerdict = v.picklist(eventVerdicts);
export type EventVerdict = v.InferOutput<typeof EventVerdict>;

/** Stays the same as long as the event's kind and first beat do: `KIND-SAMPLE`. */
export const EventId = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(new RegExp(`^(?:${eventKinds.join('|')})-(?:0|[1-9][0-9]{0,9})$`)),
);

/** From which limits on a rhythm counts as an event. Kept with the session; rates are beats a minute. */
export const Criteria = v.strictObject({
  /** RR intervals of at least this many milliseconds; only those between two normal beats, or between any two. */
  pause: v.strictObject({ milliseconds: whole(500, 30_000), normalOnly: v.boolean() }),
  /** Eight intervals slower than `rate` on average, for at least `seconds`. */
  bradycardia: v.strictObject({ rate: whole(20, 150), seconds: whole(1, 3600) }),
  /** Eight intervals faster than `rate` on average, for at least `seconds`. */
  tachycardia: v.strictObject({ rate: whole(50, 300), seconds: whole(1, 3600) }),
  /** A ventricular run of at least so many beats, faster than `rate`. */
  ventricularTachycardia: v.strictObject({ beats: whole(3, 100), rate: whole(40, 300) }),
  /** A supraventricular run of at least so many beats, faster than `rate`. */
  supraventricularTachycardia: v.strictObject({ beats: whole(3, 100), rate: whole(40, 300) }),
  /** Two ectopic beats count as a couplet from this rate on; 0 asks nothing. */
  couplet: v.strictObject({ rate: whole(0, 300) }),
  /** Repetitions of one normal and one ectopic beat. */
  bigeminy: v.strictObject({ cycles: whole(2, 100) }),
  /** Repetitions of two normal beats and one ectopic beat. */
  trigeminy: v.strictObject({ cycles: whole(2, 100) }),
  /**
   * How much earlier than the mean of the eight normal intervals before it the first beat of a supraventricular couplet or
   * run must come, in percent; 0 asks nothing.
   */
  prematurity: v.strictObject({ percent: whole(0, 80) }),
  /** Irregular RR intervals for at least `seconds`: their coefficient of sample entropy exceeds `irregularity`. */
  atrialFibrillation: v.strictObject({
    seconds: whole(5, 3600),
    irregularity: v.pipe(v.number(), v.minValue(-3), v.maxValue(1)),
  }),
  /** A ventricular beat at least this many milliseconds after the beat before it; what is named an escape beat always counts. */
  escape: v.strictObject({ milliseconds: whole(500, 30_000) }),
});
export type Criteria = v.InferOutput<typeof Criteria>;

/** What holds until a reader says otherwise. Sources are named in app/DECISIONS.md. */
export const defaultCriteria: Criteria = {
  pause: { milliseconds: 2000, normalOnly: false },
  bradycardia: { rate: 50, seconds: 10 },
  tachycardia: { rate: 100, seconds: 10 },
  ventricularTachycardia: { beats: 3, rate: 100 },
  supraventricularTachycardia: { beats: 4, rate: 100 },
  couplet: { rate: 0 },
  bigeminy: { cycles: 3 },
  trigeminy: { cycles: 3 },
  prematurity: { percent: 0 },
  atrialFibrillation: { seconds: 30, irregularity: -1.2 },
  escape: { milliseconds: 1500 },
};

/** Every beat with the interval before it. */
export const RhythmIntervals = v.object({
  /** Grows with every change of the session: what was computed from another revision is stale. */
  revision: count,
  /** Fiducial positions in frames, ascending. */
  samples: int32Array,
  /** Shown label: index into beatClasses, or `notAnalysed`. */
  labels: uint8Array,
  /**
   * RR interval before the beat in milliseconds; NaN before the first beat, or when the signal between the two beats is
   * unreadable somewhere. The interval after beat i is `before[i + 1]`.
   */
  before: float32Array,
  /** `before` divided by the mean of the last eight normal-to-normal intervals; NaN where either is missing. */
  prematurity: float32Array,
});
export type RhythmIntervals = v.InferOutput<typeof RhythmIntervals>;

export const RhythmRow = v.object({
  /** Frames, `to` exclusive. */
  from: SamplePosition,
  to: SamplePosition,
  beats: count,
  classes: ClassCounts,
  /** Beats a minute: 60,000 over the mean of the RR intervals that end in the row. */
  meanRate: figure,
  /** The slowest and the fastest eight consecutive intervals that end in the row. */
  minRate: figure,
  maxRate: figure,
  /** Events whose first beat lies in the row, dismissed ones left out; runs have three or more beats, tachycardias included. */
  ventricularCouplets: count,
  ventricularRuns: count,
  supraventricularCouplets: count,
  supraventricularRuns: count,
  /** Ventricular ones. */
  bigeminy: count,
  trigeminy: count,
  pauses: count,
  /** Milliseconds. */
  longestRr: figure,
  /** Share of the row's time in which the signal can be read, 0 to 1. */
  readable: v.number(),
});
export type RhythmRow = v.InferOutput<typeof RhythmRow>;

export const RhythmTable = v.object({ revision: count, rows: v.array(RhythmRow), total: RhythmRow });
export type RhythmTable = v.InferOutput<typeof RhythmTable>;

const timeAndFrequency = {
  /** Mean and standard deviation of all normal-to-normal intervals, milliseconds. */
  meanNn: figure,
  sdnn: figure,
  /** Root mean square of the differences of successive intervals, milliseconds. */
  rmssd: figure,
  /** Share of those differences that exceed 50 ms, percent. */
  pnn50: figure,
  /** Power in ms squared: up to 0.4 Hz in all, below 0.04 Hz, from there to 0.15 Hz, from there to 0.4 Hz. */
  totalPower: figure,
  vlf: figure,
  lf: figure,
  hf: figure,
  lfHf: figure,
  /** Normal-to-normal intervals that entered, and intervals that were left out. */
  intervals: count,
  excluded: count,
  /** Five-minute windows whose spectrum entered the powers. */
  windows: count,
};

/** Heart rate variability as the Task Force of 1996 defines it, null where there is too little to measure. */
export const RhythmVariability = v.object({
  revision: count,
  ...timeAndFrequency,
  /** Standard deviation of the five-minute means, milliseconds. */
  sdann: figure,
  triangularIndex: figure,
  /** The same hour by hour. */
  hours: v.array(v.object({ from: SamplePosition, to: SamplePosition, ...timeAndFrequency })),
});
export type RhythmVariability = v.InferOutput<typeof RhythmVariability>;

export const EventExtreme = v.object({
  value: v.number(),
  unit: v.picklist(['ms', 'per-minute', 'beats']),
  sample: SamplePosition,
});
export type EventExtreme = v.InferOutput<typeof EventExtreme>;

/** What there is of one kind of event. */
export const KindSummary = v.object({
  kind: EventKind,
  /** Events that count: all but the dismissed ones. */
  count,
  accepted: count,
  dismissed: count,
  /** Beats in the events that count. */
  beats: count,
  /** First beat of the first event that counts. */
  first: v.nullable(SamplePosition),
  /**
   * The most remarkable one that counts: the longest in beats of runs, tachycardias, bigeminy and trigeminy, the longest in
   * time of atrial fibrillation, the longest interval of pauses and escapes, the fastest or slowest of the others.
   */
  extreme: v.nullable(EventExtreme),
  /** The fastest one that counts, of kinds whose most remarkable one is the longest; otherwise null. */
  fastest: v.nullable(EventExtreme),
});
export type KindSummary = v.InferOutput<typeof KindSummary>;

const rateAt = v.nullable(v.object({ value: v.number(), sample: SamplePosition }));
/** An RR interval and the beat that begins it. */
const rrAt = v.nullable(v.object({ ms: v.number(), sample: SamplePosition }));

export const RhythmSummary = v.object({
  revision: count,
  beats: count,
  classes: ClassCounts,
  /** Ventricular and supraventricular beats per hundred beats; null without beats. */
  burdens: v.object({ ventricular: figure, supraventricular: figure }),
  /** Beats a minute over all readable intervals. */
  meanRate: figure,
  /** Slowest and fastest eight consecutive intervals, and the beat that begins them. */
  minRate: rateAt,
  maxRate: rateAt,
  longestRr: rrAt,
  /** The longest interval longer than that in which the signal is unreadable somewhere. */
  longestRrLeftOut: rrAt,
  /** Intervals long enough for a pause that are none because the signal in them is unreadable somewhere. */
  pausesLeftOut: count,
  /** All of {@link eventKinds}, in their order. */
  kinds: v.array(KindSummary),
});
export type RhythmSummary = v.InferOutput<typeof RhythmSummary>;

export const RhythmEvent = v.object({
  id: EventId,
  kind: EventKind,
  /** First and last beat, frames. For a pause the two beats around it. */
  from: SamplePosition,
  until: SamplePosition,
  beats: count,
  /** Mean rate within the event, beats a minute. */
  rate: figure,
  /** Milliseconds: the interval itself of a pause, a longest RR and before an escape beat; otherwise null. */
  rr: figure,
  verdict: v.nullable(EventVerdict),
});
export type RhythmEvent = v.InferOutput<typeof RhythmEvent>;

/**
 * Events that are decided on at a time at most. A verdict is kept under two names where an interval has two, and the store
 * keeps 50,000 entries in one step.
 */
export const maximumDecisions = 25_000;

/** Events one answer holds at most. */
export const maximumEvents = 500;

const session = { sessionId: Identifier };
const step = v.object({ step: v.nullable(ChangeStep) });

export const rhythmCalls = {
  'rhythm.intervals': query(v.strictObject(session), RhythmIntervals),
  /** Rows of so many minutes from the start of the recording; the last one may be shorter. */
  'rhythm.table': query(v.strictObject({ ...session, minutes: whole(1, 1440) }), RhythmTable),
  'rhythm.variability': query(v.strictObject(session), RhythmVariability),
  'rhythm.summary': query(v.strictObject(session), RhythmSummary),
  /** Events in order of time, dismissed ones among them. */
  'rhythm.events': query(
    v.strictObject({
      ...session,
      kind: v.optional(EventKind),
      /** Only events of which some part lies in frames [from, to): those of one page. `total` counts these. */
      from: v.optional(SamplePosition),
      to: v.optional(SamplePosition),
      offset: count,
      limit: whole(1, maximumEvents),
    }),
    v.object({ revision: count, total: count, events: v.array(RhythmEvent) }),
  ),
  /** The nearest event that begins after or before `sample` (exclusive) and is not dismissed. */
  'rhythm.findEvent': query(
    v.strictObject({
      ...session,
      sample: whole(-1, 2 ** 31 - 1),
      direction: v.picklist(['next', 'previous']),
      kind: v.optional(EventKind),
    }),
    v.object({ event: v.nullable(RhythmEvent) }),
  ),
  /** Accepts or dismisses events, or takes that back with null: one step of the session's history. */
  'rhythm.decide': command(
    v.strictObject({
      ...session,
      ids: v.pipe(v.array(EventId), v.minLength(1), v.maxLength(maximumDecisions)),
      verdict: v.nullable(EventVerdict),
    }),
    step,
  ),
  'rhythm.criteria': query(v.strictObject(session), Criteria),
  /** One step of the session's history. */
  'rhythm.setCriteria': command(v.strictObject({ ...session, criteria: Criteria }), step),
} as const;
