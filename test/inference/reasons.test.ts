import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { resourcesFolder } from '../../app/host/resources.ts';
import { openReasons } from '../../app/inference/reasons.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';

async function openClinical() {
  const bytes = await readFile(join(resourcesFolder(), 'models', 'clinical.onnx'));
  const specification = readModelMetadata(bytes);
  return { specification, session: await openReasons(bytes, specification) };
}

test('the gradient has a value for every value of the row, also for the numbers beside the trace', async () => {
  const { specification, session } = await openClinical();
  const { leads, length, features } = specification;
  const gradient = await session.run(
    new Float32Array(leads.length * length).fill(0.1),
    new Float32Array(features.length),
    [0, 2],
  );
  expect(gradient.beats).toHaveLength(leads.length * length);
  expect(gradient.features).toHaveLength(features.length);
  expect(gradient.features.some((value) => value !== 0)).toBe(true);
  await session.release();
});

test('a row of another length is refused', async () => {
  const { session } = await openClinical();
  await expect(session.run(new Float32Array(3), new Float32Array(0), [0, 2])).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await session.release();
});
