import { expect, it } from 'vitest';
import * as v from 'valibot';

import { Augmentation, createAugmenter } from '../../../app/training/augmentation/augmentation.ts';

const inputs = { leads: 1, length: 60, features: 0, classes: 5 };

it('a training without augmentation has no augmenter, one with a name has it', () => {
  expect(createAugmenter({ name: 'none' }, inputs)).toBeNull();
  expect(createAugmenter(v.parse(Augmentation, { name: 'row' }), inputs)).toBeTypeOf('function');
});

it('an augmentation that there is not is refused', () => {
  expect(v.safeParse(Augmentation, { name: 'mirror' }).success).toBe(false);
});
