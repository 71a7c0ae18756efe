import { beatsRowWidth, writeBeatsRows } from '../model/beats-row.ts';
import type { MaskDefinition } from '../model/layers/layer.ts';
import type { Network } from '../model/network.ts';
import { masksOf } from '../model/training-step.ts';
import type { Random } from '../signal/random.ts';
import type { Augmenter } from './augmentation/augmentation.ts';
import { clearZeroRows, fillMask } from './masks.ts';
import type { TrainingRows } from './request.ts';

/** Memory for the inputs of several training steps, written anew for every run. */
export interface StepBuffers {
  readonly beats: Float32Array;
  readonly targets: Float32Array;
  readonly features: Float32Array;
  readonly masks: readonly { readonly definition: MaskDefinition; readonly values: Uint8Array }[];
}

/** Makes the memory for up to `steps` steps of `batch` beats. */
export function createStepBuffers(network: Network, batch: number, steps: number): StepBuffers {
  const { leads, length, features, classes } = network.inputs;
  const beats = batch * steps;
  return {
    beats: new Float32Array(beats * beatsRowWidth(length, leads)),
    targets: new Float32Array(beats * classes),
    features: new Float32Array(beats * features),
    masks: masksOf(network).map((definition) => ({
      definition,
      values: new Uint8Array(beats * definition.rows * definition.columns),
    })),
  };
}

/** What becomes of a row on its way into the step buffers. */
export interface FillOptions {
  /** What a beat of each class counts in the loss. */
  readonly classWeights: readonly number[];
  /** Share of every target that is spread evenly over the classes. */
  readonly labelSmoothing: number;
  readonly augment: Augmenter | null;
}

/**
 * Writes the inputs of the next steps.
 *
 * @param chosen rows of the data set, as many as the steps have beats
 * @param random draws what the augmenter needs and the dropout masks
 */
export function fillSteps(
  buffers: StepBuffers,
  network: Network,
  rows: TrainingRows,
  chosen: Int32Array,
  options: FillOptions,
  random: Random,
): void {
  const { leads, length, features } = network.inputs;
  writeBeatsRows(rows.beats, chosen, length, leads, buffers.beats);
  writeTargets(buffers.targets, rows, chosen, options);
  if (features > 0)
    chosen.forEach((row, index) =>
      buffers.features.set(rows.features.subarray(row * features, (row + 1) * features), index * features),
    );
  if (options.augment)
    for (let index = 0; index < chosen.length; index++) options.augment(buffers.beats, buffers.features, index, random);
  for (const { definition, values } of buffers.masks) {
    fillMask(values.subarray(0, chosen.length * definition.rows * definition.columns), definition.rate, random);
    if (definition.zeroRow) clearZeroRows(values, definition.rows, definition.columns);
  }
}

/** Writes what the network shall answer: the label or the soft target, smoothed, times the weight of the class. */
function writeTargets(targets: Float32Array, rows: TrainingRows, chosen: Int32Array, options: FillOptions): void {
  const { classWeights, labelSmoothing } = options;
  const classes = classWeights.length;
  targets.fill(0);
  chosen.forEach((row, index) => {
    const label = rows.labels[row]!;
    const weight = classWeights[label]!;
    for (let name = 0; name < classes; name++) {
      const sure = rows.targets ? rows.targets[row * classes + name]! : name === label ? 1 : 0;
      targets[index * classes + name] = weight * ((1 - labelSmoothing) * sure + labelSmoothing / classes);
    }
  });
}
