import * as v from 'valibot';

import { beatClasses } from '../contract/classes.ts';
import { ModelSpecification } from '../model/specification.ts';
import type { Contract } from '../rpc/contract.ts';

/** Execution providers of onnxruntime that the product knows how to use. */
export const providers = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const;
export type Provider = (typeof providers)[number];

/** What a reader may ask for: a provider, or the first that works and agrees with the CPU. */
export const providerChoices = [...providers, 'auto'] as const;
export type ProviderChoice = (typeof providerChoices)[number];

/** Beats of one batch at most. */
export const maximumBatchBeats = 4096;
/** Values of one batch at most, 32 MB: Chromium's allocator ends the process instead of failing on far larger ones. */
export const maximumBatchValues = 8 * 2 ** 20;

export const ProviderAttempt = v.object({
  /** "auto" when the process ended while several were tried: nobody can tell which it was. */
  provider: v.picklist(providerChoices),
  /** "absent": this build of onnxruntime does not have it; "differs": its golden result is not the CPU's. */
  outcome: v.picklist(['used', 'absent', 'failed', 'differs', 'crashed']),
  /** What went wrong, or empty. */
  note: v.string(),
});
export type ProviderAttempt = v.InferOutput<typeof ProviderAttempt>;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const classIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(beatClasses.length - 1));
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** What the process that holds the ONNX sessions answers. */
export const inferenceContract = {
  calls: {
    /** Opens a model file, if its bytes have the hash, and leaves it open. */
    'model.load': {
      kind: 'command',
      input: v.strictObject({
        path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
        sha256,
        provider: v.picklist(providerChoices),
        threads: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
      }),
      output: v.object({
        key,
        provider: v.picklist(providers),
        attempts: v.array(ProviderAttempt),
        specification: ModelSpecification,
      }),
    },
    'batch.classify': {
      kind: 'query',
      input: v.strictObject({
        key,
        count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximumBatchBeats)),
        /** count x leads x length values. */
        beats: v.instance(Float32Array),
        /** count x features values, for models that take features. */
        features: v.optional(v.instance(Float32Array)),
      }),
      /** count x classes; a row of NaN is a beat that could not be analysed. */
      output: v.object({ probabilities: v.instance(Float32Array) }),
    },
    /** How the decision between two classes hangs on each value of one beat's row: the gradient of their logits' difference. */
    'beat.explain': {
      kind: 'query',
      input: v.strictObject({
        key,
        beats: v.instance(Float32Array),
        features: v.optional(v.instance(Float32Array)),
        /** Indices into beatClasses: the first over the second. */
        classes: v.tuple([classIndex, classIndex]),
      }),
      output: v.object({ beats: v.instance(Float32Array), features: v.instance(Float32Array) }),
    },
  },
  events: {},
} as const satisfies Contract;

export type InferenceContract = typeof inferenceContract;
