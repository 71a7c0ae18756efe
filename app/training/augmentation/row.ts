import * as v from 'valibot';

import { CaliperError } from '../../contract/errors.ts';
import { beatsRowWidth } from '../../model/beats-row.ts';
import type { NetworkInputs } from '../../model/network.ts';
import type { Augmenter } from './augmentation.ts';

const upTo = (most: number, usual: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(most)), usual);

/** Changes that fit the study's rows: from the R peak on, scaled to [0, 1], zeros behind the end. */
export const RowAugmentation = v.object({
  name: v.literal('row'),
  /** Samples by which the row may start earlier or later than the R peak. */
  shift: upTo(10, 1),
  /** Share by which time may be stretched or compressed. */
  stretch: upTo(0.2, 0.02),
  /** Share by which the amplitude may grow or shrink. */
  gain: upTo(0.5, 0.05),
  /** Greatest shift of the baseline, of which half is constant and half a slow wave. */
  wander: upTo(0.5, 0.03),
  /** Standard deviation of white noise. */
  noise: upTo(0.2, 0.01),
});
export type RowAugmentation = v.InferOutput<typeof RowAugmentation>;

/**
 * Augments rows of one lead. The row's own samples are moved and resampled together (linear interpolation); the zeros behind
 * their end, by which a row tells when the next beat came, stay zeros.
 *
 * @throws CaliperError `unsupported` for more than one lead
 */
export function createRowAugmenter(options: RowAugmentation, { leads, length }: NetworkInputs): Augmenter {
  if (leads !== 1) throw new CaliperError('unsupported', 'The augmentation "row" is made for rows of one lead.');
  const width = beatsRowWidth(length, leads);
  const source = new Float32Array(length);

  return function augment(beats, _features, row, random) {
    const between = (most: number) => most * (2 * random.uniform() - 1);
    const samples = beats.subarray(row * width, row * width + length);
    source.set(samples);
    let used = length;
    while (used > 1 && source[used - 1] === 0) used--;

    const step = 1 + between(options.stretch);
    const start = between(options.shift);
    const gain = 1 + between(options.gain);
    const offset = between(options.wander / 2);
    const wave = between(options.wander / 2);
    const phase = 2 * Math.PI * random.uniform();
    const turn = (Math.PI * (1 + 2 * random.uniform())) / length;
    // A row that fills its length was cropped: what lies behind is unknown, and its end stays where it is.
    const cropped = used === length;
    const end = cropped ? length : Math.min(length, Math.floor((used - 1 - start) / step) + 1);
    for (let index = 0; index < length; index++) {
      if (index >= end) {
        samples[index] = 0;
        continue;
      }
      const position = Math.min(Math.max(start + index * step, 0), used - 1);
      const before = Math.min(Math.floor(position), used - 2);
      const value =
        used > 1 ? source[before]! + (position - before) * (source[before + 1]! - source[before]!) : source[0]!;
      samples[index] = value * gain + offset + wave * Math.sin(phase + turn * index) + options.noise * random.normal();
    }
  };
}
