import { expect, test } from 'vitest';

import { leadState } from '../../app/signal/lead-state.ts';
import { buildPyramids } from '../../app/signal/pyramid.ts';
import { invalidSample } from '../../app/signal/recording.ts';
import { recordingOf } from './recording-in-memory.ts';

async function stateOf(samples: Int32Array) {
  const [pyramid] = await buildPyramids(recordingOf(samples), [0]);
  return leadState(pyramid!);
}

test('a lead spans what most of its stretches span, whatever one artefact reaches', async () => {
  const samples = Int32Array.from({ length: 256 * 99 }, (_, index) => (index % 100 === 0 ? 250 : 0));
  samples[5] = 1_000_000;
  expect(await stateOf(samples)).toEqual({ span: 250, still: 0 });
});

test('a lead that stands still or is missing for half of the time says so', async () => {
  const half = 256 * 50;
  const samples = Int32Array.from({ length: 2 * half }, (_, index) =>
    index < half ? (index < half / 2 ? 7 : invalidSample) : index % 100,
  );
  expect((await stateOf(samples)).still).toBe(0.5);
});

test('a lead without a sample has no span', async () => {
  expect(await stateOf(new Int32Array(1000).fill(invalidSample))).toEqual({ span: null, still: 1 });
});
