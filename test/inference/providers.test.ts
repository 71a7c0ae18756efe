import { readFileSync } from 'node:fs';

import { listSupportedBackends } from 'onnxruntime-node';
import { expect, it } from 'vitest';

import type { Provider } from '../../app/inference/contract.ts';
import { goldenInput, largestDifference } from '../../app/inference/golden.ts';
import { candidates, chooseSession } from '../../app/inference/providers.ts';
import { openSession, type ModelSession } from '../../app/inference/session.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';
import { fixtureModel } from '../support/models.ts';

const bytes = readFileSync(fixtureModel('linear').path);
const specification = readModelMetadata(bytes);

/** The real CPU session under any name, its probabilities moved by `offset`. */
async function pretend(offset: number, released: string[], name: string): Promise<ModelSession> {
  const session = await openSession(bytes, specification, 'cpu', 1);
  return {
    run: async (...input) => (await session.run(...input)).map((value) => value + offset),
    release: async () => {
      released.push(name);
      await session.release();
    },
  };
}

const everything = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'];

it('the CPU is tried alone unless something else is asked for', () => {
  expect(candidates('cpu', 'linux')).toEqual([]);
  expect(candidates('cuda', 'linux')).toEqual(['cuda']);
  expect(candidates('auto', 'linux')).toEqual(['cuda', 'webgpu']);
  expect(candidates('auto', 'win32')).toEqual(['cuda', 'dml', 'webgpu']);
  expect(candidates('auto', 'darwin')).toEqual(['coreml', 'webgpu']);
  expect(candidates('auto', 'plan9')).toEqual([]);
});

it('the first provider that agrees with the CPU is used, and the CPU session is let go', async () => {
  const released: string[] = [];
  const open = (name: Provider) => pretend(name === 'cuda' ? 0.0005 : 0, released, name);
  const chosen = await chooseSession(open, specification, ['cuda', 'webgpu'], everything);
  expect(chosen.provider).toBe('cuda');
  expect(chosen.attempts).toEqual([{ provider: 'cuda', outcome: 'used', note: '' }]);
  expect(released).toEqual(['cpu']);
});

it('a provider that differs, one that fails and one that is missing are passed over, each with its reason', async () => {
  const released: string[] = [];
  const open = async (name: Provider) => {
    if (name === 'dml') throw new Error('no device');
    return pretend(name === 'cuda' ? 0.02 : 0, released, name);
  };
  const chosen = await chooseSession(open, specification, ['cuda', 'dml', 'coreml'], ['cpu', 'cuda', 'dml']);
  expect(chosen.provider).toBe('cpu');
  expect(chosen.attempts).toEqual([
    { provider: 'cuda', outcome: 'differs', note: "its probabilities differ from the CPU's by up to 0.020" },
    { provider: 'dml', outcome: 'failed', note: 'no device' },
    { provider: 'coreml', outcome: 'absent', note: 'not part of this build of onnxruntime' },
    { provider: 'cpu', outcome: 'used', note: '' },
  ]);
  expect(released).toEqual(['cuda']);
});

it('a provider whose golden result is no number is passed over', async () => {
  const released: string[] = [];
  const open = (name: Provider) => pretend(name === 'cuda' ? NaN : 0, released, name);
  const { provider, attempts } = await chooseSession(open, specification, ['cuda'], everything);
  expect([provider, attempts[0]?.outcome]).toEqual(['cpu', 'differs']);
});

it('whatever this machine has, asking for everything ends with a provider that works', async () => {
  const chosen = await chooseSession(
    (name) => openSession(bytes, specification, name, 1),
    specification,
    ['cuda', 'dml', 'coreml', 'webgpu'],
    listSupportedBackends().map((backend) => backend.name),
  );
  expect(chosen.attempts.at(-1)).toEqual({ provider: chosen.provider, outcome: 'used', note: '' });
  const { beats, features } = goldenInput(specification);
  expect((await chosen.session.run(8, beats, features)).some(Number.isNaN)).toBe(false);
  await chosen.session.release();
});

it('the golden input is the same every time and within the range of the model', () => {
  const { beats } = goldenInput(specification);
  expect(goldenInput(specification).beats).toEqual(beats);
  expect(Math.min(...beats)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...beats)).toBeLessThanOrEqual(1);
});

it('results of another length, or that are no numbers, are infinitely far apart', () => {
  const some = Float32Array.of(0.1, 0.9);
  expect(largestDifference(some, Float32Array.of(0.1, 0.7))).toBeCloseTo(0.2, 6);
  expect(largestDifference(some, Float32Array.of(0.1))).toBe(Infinity);
  expect(largestDifference(some, Float32Array.of(NaN, 0.9))).toBe(Infinity);
  expect(largestDifference(Float32Array.of(NaN, 0), Float32Array.of(NaN, 0))).toBe(Infinity);
});
