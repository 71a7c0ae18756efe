import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { clinicalFeatures, clinicalShape } from '../../../app/beat/clinical/features.ts';
import { readModelCard } from '../../../app/core/model-card.ts';
import { sha256Of } from '../../../app/files/sha256.ts';
import { resourcesFolder } from '../../../app/host/resources.ts';
import { readModelMetadata } from '../../../app/model/onnx/metadata.ts';

const shipped = (name: string) => join(resourcesFolder(), 'models', name);

it('the clinical model that ships is the one of its card, and reads the rows that this version makes', async () => {
  const bytes = new Uint8Array(await readFile(shipped('clinical.onnx')));
  const card = await readModelCard(shipped('clinical.card.json'));
  const specification = readModelMetadata(bytes);
  expect(sha256Of(bytes)).toBe(card.sha256);
  expect(specification.features).toEqual([...clinicalFeatures]);
  expect(specification.leads).toEqual([...clinicalShape.leads]);
  expect(specification.preparation).toBe('clinical');
  expect(specification.decision!.strength).toBe(card.operatingPoint!.strength);
});

it('the card of the clinical model repeats the log of the looks at its test records, each with what was seen', async () => {
  const card = await readModelCard(shipped('clinical.card.json'));
  expect(card.looks).toEqual(JSON.parse(await readFile(shipped('clinical.looks.json'), 'utf8')));
  expect(card.looks!.every(({ result }) => result.length > 0)).toBe(true);
  expect(card.testDetails!.records.length).toBe(22);
  expect(card.testDetails!.members.length).toBe(card.seeds.length);
});
