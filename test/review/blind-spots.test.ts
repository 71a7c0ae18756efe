import { describe, expect, test } from 'vitest';

import { blindSpots, contradicts } from '../../app/review/blind-spots.ts';
import { doubtsOf } from '../../app/review/queue-input.ts';
import { buildQueue } from '../../app/review/queue.ts';
import { accepted, corrected } from '../../app/review/reading.ts';
import { inventRun } from './invent-run.ts';

/** 2,000 beats called N with p .98, of which 60 have a shape of their own. */
function twoShapes() {
  const run = inventRun(2_000);
  run.labels.fill(0);
  run.probabilities.fill(0);
  for (let beat = 0; beat < 2_000; beat++) run.probabilities[5 * beat] = 64_224;
  const families = Int32Array.from({ length: 2_000 }, (_, beat) => (beat >= 1_000 && beat < 1_060 ? 5 : 4));
  const input = { ...run, families };
  return { queue: buildQueue(input), doubts: doubtsOf(input), reading: new Uint8Array(2_000) };
}

describe('blind spots', () => {
  test('name a shape of which 12 of 14 beats were wrong though the model was sure, with the beats still to read', () => {
    const { queue, doubts, reading } = twoShapes();
    for (let beat = 1_000; beat < 1_014; beat++) reading[beat] = beat < 1_012 ? corrected : accepted;
    const [first] = blindSpots(queue, doubts, reading);
    expect(first).toMatchObject({ kind: 'contradicted', read: 14, wrong: 12 });
    expect(first!.promised).toBeCloseTo(0.98, 2);
    expect(queue.kinds.groups[first!.group]).toMatchObject({ family: 5, label: 0, beats: 60 });
    expect([...first!.beats].sort((a, b) => a - b)).toEqual(Array.from({ length: 46 }, (_, index) => 1_014 + index));
  });

  test('say nothing of a shape that was corrected as often as the model announced', () => {
    const { queue, doubts, reading } = twoShapes();
    for (let beat = 0; beat < 100; beat++) reading[beat] = beat < 2 ? corrected : accepted;
    expect(blindSpots(queue, doubts, reading).filter(({ kind }) => kind === 'contradicted')).toEqual([]);
  });

  test('name a shape of which nothing was read', () => {
    const { queue, doubts, reading } = twoShapes();
    reading[0] = accepted;
    const spots = blindSpots(queue, doubts, reading);
    expect(spots.map(({ kind, group }) => [kind, queue.kinds.groups[group]!.family])).toEqual([['unread', 5]]);
  });

  test('need corrections that chance does not explain', () => {
    expect(contradicts(1, 0.01)).toBe(false);
    expect(contradicts(2, 0.01)).toBe(true);
    expect(contradicts(20, 19)).toBe(false);
    expect(contradicts(8000, 800)).toBe(true);
    expect(contradicts(40, 19)).toBe(true);
  });
});
