import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openSession, type ModelSession } from '../../app/inference/session.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';
import { expectedOfRamp, fixtureModel, ramps } from '../support/models.ts';

const bytes = readFileSync(fixtureModel('linear').path);
const none = new Float32Array(0);
let session: ModelSession;

beforeEach(async () => {
  session = await openSession(bytes, readModelMetadata(bytes), 'cpu', 1);
});
afterEach(() => session.release());

it('a batch of any size gives five probabilities a beat', async () => {
  for (const count of [1, 2, 33]) {
    const probabilities = await session.run(count, ramps(count), none);
    expect(probabilities).toHaveLength(count * 5);
    for (const [index, value] of expectedOfRamp().entries()) {
      expect(probabilities[(count - 1) * 5 + index]).toBeCloseTo(value, 5);
    }
  }
});

it.each([NaN, Infinity, -Infinity])('a beat that holds %s is not analysed; its neighbours are', async (value) => {
  const beats = ramps(3);
  beats[187 + 50] = value;
  const probabilities = await session.run(3, beats, none);
  expect([...probabilities.subarray(5, 10)]).toEqual(new Array(5).fill(NaN));
  expect(probabilities[0]).toBeCloseTo(expectedOfRamp()[0]!, 5);
  expect(probabilities[10]).toBeCloseTo(expectedOfRamp()[0]!, 5);
});

it('a beat that drives the model to no number is not analysed', async () => {
  const beats = ramps(2).fill(3e38, 0, 187);
  const probabilities = await session.run(2, beats, none);
  expect([...probabilities.subarray(0, 5)]).toEqual(new Array(5).fill(NaN));
  expect(probabilities[5]).toBeCloseTo(expectedOfRamp()[0]!, 5);
});

it('a batch that is too large, or of the wrong length, is refused before it runs', async () => {
  await expect(session.run(4097, ramps(4097), none)).rejects.toMatchObject({ code: 'too-large' });
  await expect(session.run(0, none, none)).rejects.toMatchObject({ code: 'too-large' });
  await expect(session.run(2, ramps(3), none)).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(session.run(1, ramps(1), new Float32Array(2))).rejects.toMatchObject({ code: 'invalid-input' });
});

it('a beat with a value that the model would swallow is not analysed all the same', async () => {
  const swallowing = readFileSync(fixtureModel('swallows-nan').path);
  const other = await openSession(swallowing, readModelMetadata(swallowing), 'cpu', 1);
  const beats = ramps(2);
  expect((await other.run(2, beats, none)).some(Number.isNaN)).toBe(false);
  beats[10] = NaN;
  const probabilities = await other.run(2, beats, none);
  await other.release();
  expect([...probabilities].map(Number.isNaN)).toEqual(Array.from({ length: 10 }, (_, index) => index < 5));
});

it('numbers that are no probabilities are not passed on', async () => {
  const scores = readFileSync(fixtureModel('no-softmax').path);
  const other = await openSession(scores, readModelMetadata(scores), 'cpu', 1);
  const probabilities = await other.run(2, ramps(2), none);
  await other.release();
  expect(probabilities.every(Number.isNaN)).toBe(true);
});
