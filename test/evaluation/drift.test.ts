import { describe, expect, it } from 'vitest';

import { driftDistance, fitDrift } from '../../app/evaluation/drift.ts';
import { recordingStatistics } from '../../app/evaluation/recording-statistics.ts';
import { createRandom } from '../../app/signal/random.ts';

function recordings(count: number, seed: number, shift = 0): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => [random.normal() + shift, 10 * random.normal() + shift]);
}

describe('the drift alarm', () => {
  it('is silent on training recordings at the rate it states, and rarely speaks on others like them', () => {
    const { reference, falseAlarms } = fitDrift(['a', 'b'], recordings(40, 1), 0.05);
    expect(falseAlarms).toBeLessThanOrEqual(0.05);
    const others = recordings(400, 2);
    expect(others.filter((row) => driftDistance(reference, row) > reference.limit).length / 400).toBeLessThan(0.12);
  });

  it('speaks when a recording lies far from them', () => {
    const { reference } = fitDrift(['a', 'b'], recordings(40, 1));
    expect(driftDistance(reference, [8, 0])).toBeGreaterThan(reference.limit);
    expect(driftDistance(reference, [0, 8])).toBeLessThanOrEqual(reference.limit);
  });

  it('measures in deviations of the training recordings: 1 is usual', () => {
    const reference = { statistics: ['a', 'b'], mean: [2, 5], deviation: [1, 2], limit: 2 };
    expect(driftDistance(reference, [3, 3])).toBe(1);
    expect(driftDistance(reference, [2, 5])).toBe(0);
  });

  it('takes its spread from the training recordings (n - 1)', () => {
    const { reference } = fitDrift(['a'], [[1], [2], [3], [4], [5]]);
    expect(reference.mean).toEqual([3]);
    expect(reference.deviation[0]).toBeCloseTo(Math.sqrt(2.5), 12);
  });

  it('does not let a statistic that never varied outweigh the others', () => {
    const { reference } = fitDrift(['a'], [[1], [1], [1], [1], [1]]);
    expect(reference.deviation[0]).toBeGreaterThan(0);
  });

  it('needs recordings to learn from, and all statistics of a recording', () => {
    expect(() => fitDrift(['a'], [[1], [2]])).toThrow('Drift needs 5 or more recordings with 1 statistics each.');
    const { reference } = fitDrift(['a', 'b'], recordings(10, 1));
    expect(() => driftDistance(reference, [1])).toThrow('A recording needs 2 finite statistics');
    expect(() => driftDistance(reference, [1, NaN])).toThrow('A recording needs 2 finite statistics');
  });
});

describe('statistics of a recording', () => {
  it('are the share of doubtful beats and the mean entropy', () => {
    const { names, values } = recordingStatistics(Float32Array.of(1, 0, 0, 0, 0, 0.5, 0.5, 0, 0, 0));
    expect(names).toEqual(['share of doubtful beats', 'mean entropy']);
    expect(values[0]).toBe(0.5);
    expect(values[1]).toBeCloseTo(Math.log(2) / 2, 6);
  });

  it('need beats', () => {
    expect(() => recordingStatistics(new Float32Array(0))).toThrow(
      'A recording without named beats has no statistics.',
    );
  });
});
