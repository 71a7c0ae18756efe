import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { doubtsOf } from '../../app/review/queue-input.ts';
import { buildQueue } from '../../app/review/queue.ts';
import { accepted, corrected, later } from '../../app/review/reading.ts';
import { leastRandom, sampledErrors, wilson } from '../../app/review/sampled-errors.ts';
import { createRandom } from '../../app/signal/random.ts';
import { inventRun } from './invent-run.ts';

function readFirst(count: number, seed: number, wrong: (beat: number) => boolean) {
  const run = inventRun(3_000, seed);
  const queue = buildQueue(run);
  const doubts = doubtsOf(run);
  const reading = new Uint8Array(run.samples.length);
  for (const beat of queue.order.subarray(0, count)) reading[beat] = wrong(beat) ? corrected : accepted;
  let remaining = 0;
  for (let beat = 0; beat < reading.length; beat++) if (reading[beat] === 0 && wrong(beat)) remaining++;
  return { queue, doubts, reading, remaining, sampled: sampledErrors(queue, doubts, reading) };
}

describe('the estimate from random beats', () => {
  test('holds what remains in at least 95 of 100 readings, though the model is sure of every wrong beat', () => {
    let held = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const random = createRandom(1_000 + seed);
      const isWrong = Uint8Array.from({ length: 3_000 }, () => Number(random.uniform() < 0.04));
      const { sampled, remaining } = readFirst(700, seed, (beat) => isWrong[beat] === 1);
      expect(sampled.left).not.toBeNull();
      if (remaining >= Math.floor(sampled.left!.low) && remaining <= Math.ceil(sampled.left!.high)) held++;
    }
    expect(held).toBeGreaterThanOrEqual(190);
  });

  test('is not given before enough random beats were read', () => {
    const { sampled } = readFirst(leastRandom * 5, 1, () => false);
    expect(sampled.read).toBeLessThan(leastRandom);
    expect(sampled.left).toBeNull();
  });

  test('counts a random beat that was put off as right in the lower and as wrong in the upper bound', () => {
    const { queue, doubts, reading, sampled } = readFirst(800, 3, () => false);
    const { due, drawn } = queue;
    const putOff = drawn.find((beat) => due[beat]! >= 800)!;
    reading[putOff] = later;
    const after = sampledErrors(queue, doubts, reading);
    expect(after.left!.low).toBe(0);
    expect(after.left!.high).toBeGreaterThan(sampled.left!.high);
  });

  test('subtracts what was corrected by other ways than the queue', () => {
    const { queue, doubts, reading, sampled } = readFirst(800, 5, (beat) => beat % 20 === 0);
    for (let beat = 0; beat < reading.length; beat += 20) reading[beat] = corrected;
    const after = sampledErrors(queue, doubts, reading);
    expect(sampled.left!.value).toBeGreaterThan(25);
    expect(after.left!.value).toBeLessThan(sampled.left!.value / 2);
  });

  test('is nothing once every beat was read', () => {
    const { sampled } = readFirst(3_000, 2, (beat) => beat % 7 === 0);
    expect(sampled.left).toEqual({ value: 0, low: 0, high: 0 });
  });
});

describe('the interval of a share', () => {
  test('holds the share itself and lies between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.nat(500),
        fc.integer({ min: 501, max: 100_000 }),
        (drawn, some, population) => {
          const hits = some % (drawn + 1);
          const { low, high } = wilson(hits, drawn, population);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(hits / drawn);
          expect(high).toBeGreaterThanOrEqual(hits / drawn);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('is that of Newcombe 1998 (table I, method 4) where the population is endless', () => {
    const { low, high } = wilson(15, 148, 1e12);
    expect(low).toBeCloseTo(0.0598, 4);
    expect(high).toBeCloseTo(0.1644, 4);
    expect(wilson(0, 20, 1e12).high).toBeCloseTo(0.2005, 4);
  });

  test('closes when every beat was drawn', () => {
    expect(wilson(3, 10, 10)).toEqual({ low: 0.3, high: 0.3 });
  });
});
