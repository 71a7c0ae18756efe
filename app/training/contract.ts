import * as v from 'valibot';

import { EpochRecord } from '../contract/model-card.ts';
import { ClassCounts } from '../contract/records.ts';
import { TrainingRequest } from './request.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const TrainingProgress = v.object({
  epoch: count,
  epochs: count,
  /** Steps done in this epoch, of `steps`. */
  step: count,
  steps: count,
  /** Mean loss of the epoch so far. */
  trainingLoss: v.number(),
  beatsPerSecond: v.number(),
  secondsLeft: v.number(),
});
export type TrainingProgress = v.InferOutput<typeof TrainingProgress>;

export const TrainingResult = v.object({
  /** The ONNX file of the epoch that was chosen. */
  model: v.instance(Uint8Array),
  /** SHA-256 over its parameters and running statistics. */
  weightsSha256: v.string(),
  parameters: count,
  epochs: v.array(EpochRecord),
  bestEpoch: count,
  /** Time spent training and validating, earlier parts of a resumed training included. */
  seconds: v.number(),
  /** Whether it was stopped before its last epoch. */
  stopped: v.boolean(),
  provider: v.string(),
  /** Training rows a class before and after resampling. */
  before: ClassCounts,
  after: ClassCounts,
  validationRows: count,
  /** What the logits are divided by in the model; 1 where that was not asked for. */
  temperature: v.number(),
  /** SHA-256 over the rows as used. */
  dataSha256: v.string(),
});
export type TrainingResult = v.InferOutput<typeof TrainingResult>;

/** What the training process and its caller agree on. Cancelling `train` gives up its result; `stop` keeps the best epoch. */
export const trainingContract = {
  calls: {
    train: { kind: 'command', input: TrainingRequest, output: TrainingResult },
    stop: { kind: 'command', input: v.object({}), output: v.object({}) },
  },
  events: {
    progress: TrainingProgress,
    epoch: EpochRecord,
    checkpoint: v.instance(Uint8Array),
  },
} as const;

export type TrainingContract = typeof trainingContract;
