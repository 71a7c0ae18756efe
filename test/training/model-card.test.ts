import { createHash } from 'node:crypto';

import { expect, it } from 'vitest';
import * as v from 'valibot';

import { ModelCard } from '../../app/contract/model-card.ts';
import type { TrainingResult } from '../../app/training/contract.ts';
import { createModelCard } from '../../app/training/model-card.ts';
import { TrainingOptions } from '../../app/training/request.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';

const result: TrainingResult = {
  model: Uint8Array.of(1, 2, 3),
  weightsSha256: 'ab',
  parameters: 10,
  epochs: [],
  bestEpoch: 2,
  seconds: 5,
  stopped: false,
  provider: 'cpu',
  before: [5, 4, 3, 2, 1],
  after: [5, 5, 5, 5, 5],
  validationRows: 3,
  temperature: 1.25,
  dataSha256: 'cd',
};
const details = {
  id: 'seed-1',
  name: 'seed',
  codeVersion: '0.1.0',
  createdAt: '2026-01-01T00:00:00Z',
  split: 'by beat',
};

it('a card holds everything that the contract asks of it, and the hash of the model file', () => {
  const card = createModelCard(result, seedSpecification, v.parse(TrainingOptions, { seed: 3 }), {
    ...details,
    protocol: 'seed',
  });
  expect(v.parse(ModelCard, card)).toEqual(card);
  expect(card.sha256).toBe(createHash('sha256').update(result.model).digest('hex'));
  expect(card.training).toMatchObject({ seed: 3, bestEpoch: 2, dataSha256: 'cd', before: [5, 4, 3, 2, 1] });
});

it('the card of the seed protocol says first that its split shares patients', () => {
  const card = createModelCard(result, seedSpecification, v.parse(TrainingOptions, {}), {
    ...details,
    protocol: 'seed',
  });
  expect(card.limitations[0]).toContain('This split shares patients');
});

it('the card of a split by patient does not', () => {
  const card = createModelCard(result, seedSpecification, v.parse(TrainingOptions, {}), {
    ...details,
    protocol: 'ds1ds2',
  });
  expect(card.limitations.join()).not.toContain('shares patients');
});

it('a card names the whole recipe', () => {
  const options = v.parse(TrainingOptions, { schedule: 'cosine', sampling: { draws: 100 } });
  const { recipe } = createModelCard(result, seedSpecification, options, { ...details, protocol: 'seed' }).training;
  expect(v.parse(TrainingOptions, recipe)).toEqual(options);
  expect(recipe).not.toHaveProperty('perClass');
});

it('a card names the temperature of calibrated probabilities, and says of others that they are not calibrated', () => {
  const cardOf = (calibrate: boolean) =>
    createModelCard(result, seedSpecification, v.parse(TrainingOptions, { calibrate }), {
      ...details,
      protocol: 'seed',
    });
  expect(cardOf(true).training.temperature).toBe(1.25);
  expect(cardOf(true).limitations.join()).toContain('calibrated on held-out rows');
  expect(cardOf(false).training.temperature).toBeUndefined();
  expect(cardOf(false).limitations.join()).toContain('has not been calibrated');
});
