import { beatsRowWidth, writeBeatsRows } from '../model/beats-row.ts';
import type { MaskDefinition } from '../model/layers/layer.ts';
import type { Network } from '../model/network.ts';
import { masksOf } from '../model/training-step.ts';
import type { Random } from '../signal/random.ts';
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

/**
 * Writes the inputs of the next steps.
 *
 * @param chosen rows of the data set, as many as the steps have beats
 * @param classWeights what a beat of each class counts in the loss
 * @param random draws the dropout masks
 */
export function fillSteps(
  buffers: StepBuffers,
  network: Network,
  rows: TrainingRows,
  chosen: Int32Array,
  classWeights: readonly number[],
  random: Random,
): void {
  const { leads, length, features, classes } = network.inputs;
  writeBeatsRows(rows.beats, chosen, length, leads, buffers.beats);
  buffers.targets.fill(0);
  chosen.forEach((row, index) => {
    const label = rows.labels[row]!;
    buffers.targets[index * classes + label] = classWeights[label]!;
    if (features > 0)
      buffers.features.set(rows.features.subarray(row * features, (row + 1) * features), index * features);
  });
  for (const { definition, values } of buffers.masks) {
    fillMask(values.subarray(0, chosen.length * definition.rows * definition.columns), definition.rate, random);
    if (definition.zeroRow) clearZeroRows(values, definition.rows, definition.columns);
  }
}
