import { expect, it } from 'vitest';

import { compareInRounds } from '../../app/training/rounds.ts';

it('rate, speed and ratio of a comparison belong together', async () => {
  const run = async () => {
    let sum = 0;
    for (let index = 0; index < 200_000; index++) sum += Math.sqrt(index);
    expect(sum).toBeGreaterThan(0);
  };
  const signal = new AbortController().signal;
  const result = await compareInRounds({ run, operations: 2000, units: 10 }, { run, operations: 1000, units: 1 }, 1, {
    seconds: 0.001,
    signal,
  });
  expect(result.rounds).toBe(5);
  expect(result.ratio).toBeCloseTo(result.gigaflops / result.ceiling, 12);
  expect(result.rate / (result.gigaflops * 1e9)).toBeCloseTo(10 / 2000, 12);
});

it('a benchmark stops when told to', async () => {
  const run = async () => undefined;
  const idle = { run, operations: 1, units: 1 };
  await expect(compareInRounds(idle, idle, 1, { seconds: 60, signal: AbortSignal.abort() })).rejects.toThrowError();
});
