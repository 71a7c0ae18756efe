import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { writeSimulation } from '../../app/files/write-simulation.ts';
import { resourcesFolder } from '../../app/host/resources.ts';
import { startTestCore, type StartedCore } from '../support/started-core.ts';

let started: StartedCore;

beforeAll(async () => {
  started = await startTestCore(async (folder) => {
    for (const name of ['clinical.onnx', 'clinical.card.json'])
      await copyFile(join(resourcesFolder(), 'models', name), join(folder, name));
  });
}, 60_000);
afterAll(async () => {
  expect(started.defects).toEqual([]);
  await started.close();
});

/** Reasons of a beat of a simulated recording whose header is changed first. */
async function reasonsOf(name: string, change: (header: string) => string) {
  const settings = { seconds: 60, leads: 2, rate: 360, seed: 4, scenario: 'mixed' } as const;
  const { record } = await writeSimulation(settings, join(started.folder, 'recordings'), name);
  await writeFile(`${record}.hea`, change(await readFile(`${record}.hea`, 'utf8')));
  const { jobId } = await started.client.call('library.import', { paths: [`${record}.hea`] });
  await started.ended(jobId);
  const row = (await started.client.call('library.list', {})).find((other) => other.name === name);
  const sessionId = row!.sessionId;
  const { samples } = await started.client.call('beats.read', { sessionId, from: 0, to: row!.frames });
  return (await started.client.call('beats.why', { sessionId, sample: samples[20]! })).reasons;
}

const weight = (saliency: Float32Array) => saliency.reduce((sum, value) => sum + Math.abs(value), 0);
const height = (values: Float32Array) => Math.max(...values) - Math.min(...values);

test('the trace behind a label is the lead that the model read when the preferred one is flat', async () => {
  const { leads } = await reasonsOf('flat', (header) => header.replace(/ 200 (.*MLII)/, ' 90000 $1'));
  expect(leads.map(({ name }) => name)).toEqual(['V1']);
  expect(weight(leads[0]!.saliency)).toBeGreaterThan(0);
  expect(height(leads[0]!.values)).toBeGreaterThan(0.2);
}, 60_000);

test('two leads of one name are two traces', async () => {
  const { leads } = await reasonsOf('alike', (header) => header.replace('V1', 'MLII'));
  expect(leads.map(({ name }) => name)).toEqual(['MLII', 'MLII']);
  expect(leads[0]!.values).not.toEqual(leads[1]!.values);
}, 60_000);
