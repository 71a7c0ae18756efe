import { afterEach, beforeEach, expect, it } from 'vitest';

import type { InferenceContract } from '../../app/inference/contract.ts';
import { serveInference } from '../../app/inference/server.ts';
import { connect, type Client } from '../../app/rpc/connect.ts';
import { memoryPorts } from '../../app/rpc/ports/memory.ts';
import { fixtureModel, ramps } from '../support/models.ts';

let client: Client<InferenceContract>;

beforeEach(() => {
  const [near, far] = memoryPorts();
  serveInference(far);
  client = connect<InferenceContract>(near);
});
afterEach(() => client.close());

function load(id: string, threads = 1) {
  const { path, sha256 } = fixtureModel(id);
  return client.call('model.load', { path, sha256, provider: 'cpu', threads });
}

it('keeps the last two models open and forgets the others', async () => {
  const first = await load('linear');
  const second = await load('features');
  const third = await load('linear', 2);
  const batch = { count: 1, beats: ramps(1) };
  await expect(client.call('batch.classify', { key: first.key, ...batch })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect((await client.call('batch.classify', { key: third.key, ...batch })).probabilities).toHaveLength(5);
  const features = new Float32Array(3);
  expect((await client.call('batch.classify', { key: second.key, ...batch, features })).probabilities).toHaveLength(5);
});

it('opens a model again after it was refused once', async () => {
  const { path, sha256 } = fixtureModel('linear');
  const wrong = { path: `${path}.missing`, sha256, provider: 'cpu', threads: 1 } as const;
  await expect(client.call('model.load', wrong)).rejects.toMatchObject({ code: 'not-found' });
  expect((await load('linear')).provider).toBe('cpu');
});

it.each([
  ['no beats', { key: 'x', count: 0, beats: new Float32Array(0) }],
  ['more beats than a batch may hold', { key: 'x', count: 4097, beats: new Float32Array(1) }],
])('refuses %s', async (_, input) => {
  await expect(client.call('batch.classify', input)).rejects.toMatchObject({ code: 'invalid-input' });
});

it('refuses a hash that is none', async () => {
  const { path } = fixtureModel('linear');
  const input = { path, sha256: 'abc', provider: 'cpu', threads: 1 } as const;
  await expect(client.call('model.load', input)).rejects.toMatchObject({ code: 'invalid-input' });
});
