import * as v from 'valibot';

import { uint8Array } from './arrays.ts';
import { beatClasses } from './classes.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** An operating point of a model's rule for rare classes: 0 keeps them as likely as in training, 1 is Bayes' rule. */
export const Strength = v.pipe(v.number(), v.minValue(0), v.maxValue(2));

/** A part of a recording: frames from `from` to `to`, the end excluded. */
export const Stretch = v.object({ from: count, to: count });
export type Stretch = v.InferOutput<typeof Stretch>;

/** How well the signal can be read. */
export const SignalQuality = v.object({
  /** Share of the recording in which beats can be read. */
  readable: share,
  /** Where they cannot, in time order. */
  unreadable: v.pipe(v.array(Stretch), v.maxLength(1_000_000)),
  /** Quality of each second, 0 to 100; empty when the analysis did not keep it. */
  perSecond: uint8Array,
});
export type SignalQuality = v.InferOutput<typeof SignalQuality>;

/** Whether a recording looks like those that the model was trained on. */
export const DriftVerdict = v.object({
  /** Distance from the training data, in the unit of `limit`. */
  score: v.number(),
  /** From here on a recording counts as unlike the training data. */
  limit: v.number(),
  unlike: v.boolean(),
});
export type DriftVerdict = v.InferOutput<typeof DriftVerdict>;

/** How a run came to its labels: enough to judge them and to repeat it. */
export const RunDescription = v.object({
  /** UTC, ISO 8601. */
  startedAt: v.string(),
  finishedAt: v.string(),
  model: v.nullable(v.object({ id: v.string(), sha256: v.string() })),
  /** "detector", or the annotator whose beats were taken. */
  beats: v.string(),
  /** Names of the leads that the labels come from, in the model's order; empty when the run did not say. */
  leads: v.array(v.string()),
  provider: v.nullable(v.string()),
  /** What the stages took, in their order; empty when the run did not say. */
  stages: v.array(v.object({ stage: v.string(), seconds: v.number() })),
  quality: v.nullable(SignalQuality),
  drift: v.nullable(DriftVerdict),
  /**
   * The operating point of a model that has a rule for rare classes, 0 to 2, else null: p x priorOdds^strength. Less finds
   * more beats of the rare classes, and more that are none. `recommended` is the one that the model came with.
   */
  strength: v.nullable(v.object({ chosen: Strength, recommended: Strength })),
});
export type RunDescription = v.InferOutput<typeof RunDescription>;

/** What a model's decision leaves open about one beat. */
export const BeatDoubt = v.object({
  /** Expected to be wrong: 0 (certain) to 1. */
  score: share,
  /**
   * Classes that cannot be excluded at the model's coverage; empty: the beat is like none of them. A class of which training
   * had too few beats to say is left out: it would be in every set.
   */
  set: v.array(v.picklist(beatClasses)),
  /** Share of beats, by class, whose true class the sets hold; null when the model has no such sets. */
  coverage: v.nullable(share),
  /** A person should look: the class that the model chose has a probability below 0.8. */
  doubtful: v.boolean(),
});
export type BeatDoubt = v.InferOutput<typeof BeatDoubt>;
