import { expect, test } from 'vitest';

import { hasMadeUpRhythms } from '../../../renderer/model/made-up.ts';
import { sampleCard } from '../../support/sample/models.ts';

const { training } = sampleCard('seed');

function trainedWith(sampling: unknown) {
  return { architecture: 'clinical', training: { ...training, recipe: { sampling } } };
}

test('made-up rhythms are told by the share of them in the recipe', () => {
  expect(hasMadeUpRhythms(trainedWith({ syntheticShare: 0.7 }))).toBe(true);
  expect(hasMadeUpRhythms(trainedWith({ syntheticShare: 0 }))).toBe(false);
});

test('where a recipe does not say, the clinical network counts as trained with made-up rhythms', () => {
  expect(hasMadeUpRhythms(trainedWith(null))).toBe(true);
  expect(hasMadeUpRhythms({ architecture: 'seed', training })).toBe(false);
});
