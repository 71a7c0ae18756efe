import { describe, expect, it } from 'vitest';

import { ClinicalAugmentation, createClinicalAugmenter } from '../../../app/training/augmentation/clinical.ts';
import { beatsRowWidth, writeBeatsRows } from '../../../app/model/beats-row.ts';
import { createRandom } from '../../../app/signal/random.ts';
import * as v from 'valibot';

const inputs = { leads: 4, length: 30, features: 10, classes: 5 };
const rhythm = 4;
const still = {
  ...{ shift: 0, gain: 0, mixing: 0, noiseShare: 0, noise: 0, dropFirst: 0, dropSecond: 0, swap: 0 },
  ...{ rhythmNoise: 0, shapeNoise: 0 },
};

/** A row of two leads and their deviations from templates of 5 and 7. */
function row() {
  const random = createRandom(8);
  const beats = new Float32Array(4 * 30);
  for (let index = 0; index < 30; index++) {
    beats[index] = random.normal();
    beats[30 + index] = random.normal();
    beats[60 + index] = beats[index]! - 5;
    beats[90 + index] = beats[30 + index]! - 7;
  }
  return { beats, features: Float32Array.from({ length: 10 }, (_, index) => index + 1) };
}

function augmented(changes: Partial<typeof still>, seed = 1, source = row(), noise: Float32Array | null = null) {
  const options = v.parse(ClinicalAugmentation, { name: 'clinical', rhythm, ...still, ...changes });
  const augment = createClinicalAugmenter(options, inputs, noise);
  const buffer = new Float32Array(beatsRowWidth(30, 4));
  writeBeatsRows(source.beats, Int32Array.of(0), 30, 4, buffer);
  const features = source.features.slice();
  augment(buffer, features, 0, createRandom(seed));
  const channel = (place: number) => Array.from({ length: 30 }, (_, index) => buffer[index * 4 + place]!);
  return { channels: [0, 1, 2, 3].map(channel), features: [...features], ends: [...buffer.subarray(120)] };
}

function original() {
  const { beats, features } = row();
  return {
    channels: [0, 1, 2, 3].map((place) => [...beats.subarray(place * 30, (place + 1) * 30)]),
    features: [...features],
  };
}

describe('createClinicalAugmenter', () => {
  it('changes nothing when every change is 0', () => {
    const { channels, features, ends } = augmented({});
    channels.forEach((values, place) =>
      values.forEach((value, index) => expect(value).toBeCloseTo(original().channels[place]![index]!, 5)),
    );
    expect(features).toEqual(original().features);
    expect(ends).toEqual([0, 1]);
  });

  it('exchanges the leads, their deviations and their numbers', () => {
    const { channels, features } = augmented({ swap: 1 });
    [1, 0, 3, 2].forEach((from, place) =>
      channels[place]!.forEach((value, index) => expect(value).toBeCloseTo(original().channels[from]![index]!, 5)),
    );
    expect(features).toEqual([1, 2, 3, 4, 8, 9, 10, 5, 6, 7]);
  });

  it('makes a lead missing everywhere at once, but never both', () => {
    const second = augmented({ dropSecond: 1 });
    for (const place of [1, 3]) expect(second.channels[place]!.every((value) => value === 0)).toBe(true);
    expect(second.features).toEqual([1, 2, 3, 4, 5, 6, 7, 0, 0, 0]);
    const both = augmented({ dropFirst: 1, dropSecond: 1 });
    expect(both.channels[0]!.every((value) => value === 0)).toBe(true);
    expect(both.channels[1]!.some((value) => value !== 0)).toBe(true);
  });

  it('keeps the deviation that from the template, also where the beat is moved', () => {
    for (let seed = 0; seed < 10; seed++) {
      const { channels } = augmented({ shift: 3 }, seed);
      channels[0]!.forEach((value, index) => expect(value - channels[2]![index]!).toBeCloseTo(5, 4));
    }
    expect(augmented({ shift: 3 }, 4).channels[0]).not.toEqual(augmented({}, 4).channels[0]);
  });

  it('amplifies beat and template alike', () => {
    const { channels } = augmented({ gain: 0.5 });
    const factor = channels[0]![3]! / original().channels[0]![3]!;
    expect(factor).not.toBeCloseTo(1, 2);
    expect(channels[0]![3]! - channels[2]![3]!).toBeCloseTo(5 * factor, 4);
  });

  it('adds noise of the bank to a lead that is there, and none to one that is not', () => {
    const noise = Float32Array.from({ length: 100 }, (_, index) => Math.sin(index));
    const loud = augmented({ noiseShare: 1, noise: 1 }, 3, row(), noise);
    expect(loud.channels[0]).not.toEqual(augmented({}).channels[0]);
    const single = row();
    single.beats.fill(0, 30, 60);
    single.beats.fill(0, 90, 120);
    expect(augmented({ noiseShare: 1, noise: 1 }, 3, single, noise).channels[1]!.every((value) => value === 0)).toBe(
      true,
    );
  });

  it('disturbs rhythm and shape each by its own measure', () => {
    const { features } = augmented({ shapeNoise: 0.1 });
    expect(features.slice(0, 4)).toEqual([1, 2, 3, 4]);
    expect(features.slice(4)).not.toEqual([5, 6, 7, 8, 9, 10]);
  });

  it('refuses rows of other channels and a bank that is too short', () => {
    const options = v.parse(ClinicalAugmentation, { name: 'clinical', rhythm });
    expect(() => createClinicalAugmenter(options, { ...inputs, leads: 1 }, null)).toThrow('two leads');
    expect(() => createClinicalAugmenter(options, inputs, new Float32Array(30))).toThrow('shorter');
  });
});
