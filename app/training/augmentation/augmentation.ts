import * as v from 'valibot';

import type { NetworkInputs } from '../../model/network.ts';
import type { Random } from '../../signal/random.ts';
import { ClinicalAugmentation, createClinicalAugmenter } from './clinical.ts';
import { createRowAugmenter, RowAugmentation } from './row.ts';

/**
 * Changes one row of the step buffers in place, before the network reads it.
 *
 * @param beats rows as {@link ../../model/beats-row.ts} defines them: lead after lead within a sample
 * @param features [rows, features]
 * @param row which of them
 */
export type Augmenter = (beats: Float32Array, features: Float32Array, row: number, random: Random) => void;

/** How training rows are changed at random each time they are read; one entry for each file beside this one. */
export const Augmentation = v.variant('name', [
  v.object({ name: v.literal('none') }),
  RowAugmentation,
  ClinicalAugmentation,
]);
export type Augmentation = v.InferOutput<typeof Augmentation>;

/** Makes the augmenter that the options name; null for none. @param noise bank of signals to mix in, where there is one */
export function createAugmenter(
  options: Augmentation,
  inputs: NetworkInputs,
  noise: Float32Array | null = null,
): Augmenter | null {
  switch (options.name) {
    case 'none':
      return null;
    case 'row':
      return createRowAugmenter(options, inputs);
    case 'clinical':
      return createClinicalAugmenter(options, inputs, noise);
  }
}
