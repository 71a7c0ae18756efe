import * as v from 'valibot';

import { ClassCounts, Identifier } from './records.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ratio = v.nullable(v.number());

/** Figures of one class; a ratio without a denominator is null, shown as "-". */
export const ClassReport = v.object({ precision: ratio, recall: ratio, f1: ratio, support: count });
export type ClassReport = v.InferOutput<typeof ClassReport>;

export const ClassificationReport = v.object({
  accuracy: v.number(),
  macroF1: v.number(),
  balancedAccuracy: v.number(),
  /** Expected calibration error, 15 equal bins. */
  ece: ratio,
  classes: v.object({ N: ClassReport, S: ClassReport, V: ClassReport, F: ClassReport, Q: ClassReport }),
  macro: ClassReport,
  weighted: ClassReport,
  /** Rows reference, columns model, in the order of beatClasses. */
  confusion: v.array(v.array(count)),
});
export type ClassificationReport = v.InferOutput<typeof ClassificationReport>;

export const EpochRecord = v.object({
  epoch: count,
  trainingLoss: v.number(),
  trainingAccuracy: v.number(),
  validationLoss: v.number(),
  validationAccuracy: v.number(),
  validationMacroF1: v.number(),
  seconds: v.number(),
});
export type EpochRecord = v.InferOutput<typeof EpochRecord>;

const Interval = v.nullable(v.object({ low: v.number(), high: v.number() }));

/** A look at held-out test records: whoever looks often enough finds a design that fits them by chance. */
export const TestLook = v.object({
  /** UTC, ISO 8601. */
  at: v.string(),
  /** What was scored. */
  what: v.string(),
  why: v.string(),
  /** What had been decided before it. */
  decided: v.string(),
  /** What was seen. */
  result: v.string(),
});
export type TestLook = v.InferOutput<typeof TestLook>;

/** What stands beside every model file: `NAME.onnx` has `NAME.card.json`. */
export const ModelCard = v.object({
  id: Identifier,
  name: v.string(),
  architecture: v.string(),
  createdAt: v.string(),
  codeVersion: v.string(),
  /** SHA-256 of the .onnx file. */
  sha256: v.string(),
  parameters: count,
  bytes: count,
  /** The paragraph a reader must see before trusting the model. */
  intendedUse: v.string(),
  limitations: v.array(v.string()),
  training: v.object({
    protocol: v.string(),
    split: v.string(),
    lead: v.string(),
    mapping: v.string(),
    /** SHA-256 over the training rows as used. */
    dataSha256: v.string(),
    seed: count,
    epochs: count,
    batch: count,
    learningRate: v.number(),
    bestEpoch: count,
    seconds: v.number(),
    threads: count,
    provider: v.string(),
    before: ClassCounts,
    after: ClassCounts,
    /** Every setting of the training, as `caliper train` takes it; cards of older models have none. */
    recipe: v.optional(v.record(v.string(), v.unknown())),
    /** What the logits are divided by in the file, fitted on held-out rows; absent where that was not asked for. */
    temperature: v.optional(v.number()),
  }),
  epochs: v.array(EpochRecord),
  /** Figures on the held-out test rows, or null when never scored. */
  test: v.nullable(ClassificationReport),
  /** Accuracy and macro-F1 of every seed trained with the same recipe, this one included. */
  seeds: v.array(v.object({ seed: count, accuracy: v.number(), macroF1: v.number() })),
  /** How strength and temperature were chosen, and the figures on patients left out of training that they were chosen by. */
  operatingPoint: v.optional(
    v.object({
      strength: v.number(),
      temperature: v.number(),
      criterion: v.string(),
      validation: ClassificationReport,
      validationRecords: v.array(v.object({ record: v.string(), report: ClassificationReport })),
    }),
  ),
  /** The test record by record, without records that weigh too much, and 95 % intervals of a bootstrap over patients. */
  testDetails: v.optional(
    v.object({
      records: v.array(v.object({ record: v.string(), report: ClassificationReport })),
      without: v.array(v.object({ record: v.string(), report: ClassificationReport })),
      intervals: v.record(v.string(), Interval),
      /** Every member of an ensemble by itself. */
      members: v.array(v.object({ seed: count, all: ClassificationReport, without: ClassificationReport })),
    }),
  ),
  /** Every time that the test records were looked at while the model was made. */
  looks: v.optional(v.array(TestLook)),
});
export type ModelCard = v.InferOutput<typeof ModelCard>;

export const ModelSummary = v.object({
  id: Identifier,
  name: v.string(),
  sha256: v.string(),
  active: v.boolean(),
  shipped: v.boolean(),
  createdAt: v.string(),
  accuracy: ratio,
  macroF1: ratio,
});
export type ModelSummary = v.InferOutput<typeof ModelSummary>;
