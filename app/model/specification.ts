import * as v from 'valibot';

import { channelNames } from '../beat/shape.ts';
import { beatClasses } from '../contract/classes.ts';
import { Decision } from './decision.ts';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * What a model expects and returns: stored as JSON in the ONNX metadata under the key `caliper`.
 *
 * Input `beats` is float32 [batch, leads, length]; input `features`, if any, float32 [batch, features].
 * Output `probabilities` is float32 [batch, classes], rows summing to 1.
 */
export const ModelSpecification = v.object({
  version: v.literal(1),
  architecture: v.string(),
  /** Samples per second of the input. */
  rate: v.number(),
  /** Samples per lead and beat. */
  length: v.pipe(positive, v.maxValue(4096)),
  /** What the channels of the input are, in order: leads of the recording, or how they deviate from the patient's usual beat. */
  leads: v.pipe(v.array(v.picklist(channelNames)), v.minLength(1), v.maxLength(channelNames.length)),
  window: v.variant('kind', [
    /** From the beat to the next one plus `tail` of the interval after that, cropped and zero-padded (Kachuee et al. 2018). */
    v.object({ kind: v.literal('to-next-beat'), tail: v.number() }),
    /** A fixed stretch around the fiducial, in samples at `rate`. */
    v.object({ kind: v.literal('around-fiducial'), before: v.pipe(v.number(), v.integer()) }),
  ]),
  /** How samples get their range: min-max over the whole segment before cropping, or zero mean and unit variance. */
  normalisation: v.picklist(['min-max', 'z-score']),
  /** "decimate" takes every k-th sample, as the study's data did; "resample" filters first. */
  resampling: v.picklist(['decimate', 'resample']),
  /** Names of the extra dense inputs, in order. */
  features: v.pipe(v.array(v.string()), v.maxLength(256)),
  classes: v.tuple(
    beatClasses.map((name) => v.literal(name)) as [
      v.LiteralSchema<'N', undefined>,
      v.LiteralSchema<'S', undefined>,
      v.LiteralSchema<'V', undefined>,
      v.LiteralSchema<'F', undefined>,
      v.LiteralSchema<'Q', undefined>,
    ],
  ),
  /** Where escape beats e and j count: "ec57" supraventricular, "aami" normal. */
  mapping: v.picklist(['ec57', 'aami']),
  /** "clinical": rows come from `beat/clinical/rows.ts`; left out: each beat is cut by itself, by `beat/segment.ts`. */
  preparation: v.optional(v.literal('clinical')),
  /** How probabilities become labels; left out: the most probable class. */
  decision: v.optional(Decision),
});
export type ModelSpecification = v.InferOutput<typeof ModelSpecification>;

/** Key of the specification in the ONNX model's metadata properties. */
export const specificationKey = 'caliper';
