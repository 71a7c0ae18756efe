import * as v from 'valibot';

import { CaliperError } from '../../contract/errors.ts';
import { beatsRowWidth } from '../../model/beats-row.ts';
import type { NetworkInputs } from '../../model/network.ts';
import type { Random } from '../../signal/random.ts';
import type { Augmenter } from './augmentation.ts';

const share = (usual: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), usual);
const spread = (most: number, usual: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(most)), usual);

/**
 * Changes that fit clinical rows: one or two leads, each perhaps with its deviation from the patient's own beat, and numbers
 * beside them. Everything that another recording, electrode or detector would have done differently.
 */
export const ClinicalAugmentation = v.object({
  name: v.literal('clinical'),
  /** How many of the numbers describe the rhythm; the rest describe the shape, half for the first lead, half for the second. */
  rhythm: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(256)),
  /** Standard deviation, in samples, of where the fiducial lies. */
  shift: spread(10, 1.5),
  /** Standard deviation of the logarithm of the first lead's gain; the second's is half as much again. */
  gain: spread(1, 0.25),
  /** Standard deviation of how much of one lead leaks into the other: electrodes never sit in the same place. */
  mixing: spread(1, 0.15),
  /** Probability that noise of the bank is added, and the standard deviation of its size. */
  noiseShare: share(0.6),
  noise: spread(1, 0.2),
  /** Probability that a lead is missing. */
  dropFirst: share(0.075),
  dropSecond: share(0.25),
  /** Probability that the leads change places. */
  swap: share(0.1),
  /** Standard deviation of what is added to each number. */
  rhythmNoise: spread(1, 0.12),
  shapeNoise: spread(1, 0.2),
});
export type ClinicalAugmentation = v.InferOutput<typeof ClinicalAugmentation>;

/**
 * Makes the augmenter of clinical rows.
 *
 * @param noise signals of unit size at the row's rate, one after the other; null for none
 * @throws CaliperError `unsupported` for rows of other channels, `invalid-input` for a bank shorter than a row
 */
export function createClinicalAugmenter(
  options: ClinicalAugmentation,
  { leads: channels, length, features }: NetworkInputs,
  noise: Float32Array | null,
): Augmenter {
  if (channels !== 2 && channels !== 4)
    throw new CaliperError(
      'unsupported',
      'The augmentation "clinical" is made for two leads, with their deviations or not.',
    );
  if (noise && noise.length <= length)
    throw new CaliperError('invalid-input', 'The bank of noise is shorter than a row.');
  const width = beatsRowWidth(length, channels);
  const shapes = (features - options.rhythm) / 2;
  const leads = [new Float32Array(length), new Float32Array(length)] as const;
  const templates = [new Float32Array(length), new Float32Array(length)] as const;
  const hasDeviations = channels === 4;

  function read(row: Float32Array): void {
    for (let lead = 0; lead < 2; lead++)
      for (let index = 0; index < length; index++) {
        const value = row[index * channels + lead]!;
        leads[lead]![index] = value;
        templates[lead]![index] = hasDeviations ? value - row[index * channels + 2 + lead]! : 0;
      }
  }

  function write(row: Float32Array): void {
    for (let lead = 0; lead < 2; lead++)
      for (let index = 0; index < length; index++) {
        const value = leads[lead]![index]!;
        row[index * channels + lead] = value;
        if (hasDeviations) row[index * channels + 2 + lead] = value - templates[lead]![index]!;
      }
  }

  function move(random: Random): void {
    const shift = Math.round(options.shift * random.normal());
    for (const lead of leads) {
      if (shift > 0) {
        lead.copyWithin(0, shift);
        lead.fill(lead[length - 1]!, length - shift);
      } else if (shift < 0) {
        lead.copyWithin(-shift, 0);
        lead.fill(lead[0]!, 0, -shift);
      }
    }
  }

  function amplify(random: Random): void {
    const gains = [Math.exp(options.gain * random.normal()), Math.exp(1.5 * options.gain * random.normal())] as const;
    const leaks = [options.mixing * random.normal(), options.mixing * random.normal()] as const;
    for (const [first, second] of [leads, templates]) {
      for (let index = 0; index < length; index++) {
        const [a, b] = [first[index]!, second[index]!];
        first[index] = gains[0] * a + leaks[0] * b;
        second[index] = gains[1] * b + leaks[1] * a;
      }
    }
  }

  function disturb(random: Random): void {
    for (const lead of leads) {
      const size = options.noise * random.normal();
      const from = noise ? random.integer(noise.length - length) : 0;
      for (let index = 0; index < length && noise; index++) lead[index]! += size * noise[from + index]!;
    }
  }

  return function augment(beats, numbers, at, random) {
    const row = beats.subarray(at * width, at * width + length * channels);
    const own = numbers.subarray(at * features, (at + 1) * features);
    read(row);
    const present = leads.map((lead) => lead.some((value) => value !== 0));
    move(random);
    if (present[0] && present[1]) amplify(random);
    if (random.uniform() < options.noiseShare) disturb(random);
    for (let index = 0; index < features; index++)
      own[index]! += (index < options.rhythm ? options.rhythmNoise : options.shapeNoise) * random.normal();
    const dropped = [random.uniform() < options.dropFirst, random.uniform() < options.dropSecond];
    // Never both: what is left to learn from would be the rhythm alone.
    if (dropped[0] || !present[0]) dropped[1] = false;
    for (const lead of [0, 1] as const) {
      if (present[lead] && !dropped[lead]) continue;
      leads[lead].fill(0);
      templates[lead].fill(0);
      own.fill(0, options.rhythm + lead * shapes, options.rhythm + (lead + 1) * shapes);
    }
    if (random.uniform() < options.swap) exchange(leads, templates, own.subarray(options.rhythm), shapes);
    write(row);
  };
}

/** Makes the first lead the second and the second the first. */
function exchange(
  leads: readonly [Float32Array, Float32Array],
  templates: readonly [Float32Array, Float32Array],
  numbers: Float32Array,
  shapes: number,
): void {
  for (const [first, second] of [leads, templates, [numbers.subarray(0, shapes), numbers.subarray(shapes)]] as const) {
    const kept = first.slice();
    first.set(second);
    second.set(kept);
  }
}
