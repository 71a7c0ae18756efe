import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { queueReasons } from '../../app/contract/queue.ts';
import { descending, doubtsOf } from '../../app/review/queue-input.ts';
import { buildQueue } from '../../app/review/queue.ts';
import { inventRun } from './invent-run.ts';

const random = queueReasons.indexOf('random');
const doubtful = queueReasons.indexOf('doubtful');

describe('the order of the review queue', () => {
  test('holds every beat once, whatever the run', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 1e6 }), (count, seed) => {
        const { order, places } = buildQueue(inventRun(count, seed));
        expect([...order].sort((a, b) => a - b)).toEqual([...order.keys()]);
        order.forEach((beat, place) => expect(places[beat]).toBe(place));
      }),
      { numRuns: 50 },
    );
  });

  test('is the same for the same run, and another for another seed', () => {
    const run = inventRun(2_000);
    expect(buildQueue(run).order).toEqual(buildQueue(run).order);
    expect(buildQueue({ ...run, seed: 2 }).order).not.toEqual(buildQueue(run).order);
  });

  test('brings one beat in ten by chance', () => {
    const { reasons } = buildQueue(inventRun(2_000));
    expect(reasons.subarray(0, 200).filter((reason) => reason === random)).toHaveLength(20);
  });

  test('brings most of the most doubtful beats first', () => {
    const run = inventRun(2_000);
    const { order } = buildQueue(run);
    const first = new Set(order.subarray(0, 100));
    const most = descending(doubtsOf(run)).subarray(0, 60);
    expect(most.filter((beat) => first.has(beat)).length).toBeGreaterThan(40);
  });

  test('lets a second kind of beats in before the last doubtful one of a frequent kind', () => {
    const run = inventRun(1_000);
    // 400 beats of one shape at doubt 0.5, 20 of another at 0.4.
    const families = new Int32Array(1_000);
    run.labels.fill(0);
    run.probabilities.fill(0);
    for (let beat = 0; beat < 1_000; beat++) {
      families[beat] = beat < 400 ? 1 : beat < 420 ? 2 : 3;
      run.probabilities[5 * beat] = beat < 400 ? 32_768 : beat < 420 ? 39_321 : 65_535;
    }
    const { order, reasons } = buildQueue({ ...run, families });
    const second = order.subarray(0, 300).filter((beat, place) => families[beat] === 2 && reasons[place] === doubtful);
    expect(second.length).toBeGreaterThan(10);
  });

  test('looks at every kind of beats early, also at those that the model is sure of', () => {
    const run = inventRun(4_000);
    const families = Int32Array.from({ length: 4_000 }, (_, beat) => (beat % 400 === 0 ? 7 : 1));
    run.probabilities.fill(0);
    run.labels.fill(0);
    for (let beat = 0; beat < 4_000; beat++) run.probabilities[5 * beat] = 65_535;
    const { order } = buildQueue({ ...run, families });
    expect(order.subarray(0, 100).some((beat) => families[beat] === 7)).toBe(true);
  });
});
