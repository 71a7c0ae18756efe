import { describe, expect, it } from 'vitest';

import { conformalCoverage, conformalSet, fitConformalSets } from '../../app/evaluation/conformal.ts';
import { createRandom } from '../../app/signal/random.ts';

/** Beats of class N or S whose own class has a random probability; the other class has the rest. */
function invent(count: number, seed: number) {
  const random = createRandom(seed);
  const probabilities = new Float32Array(count * 5);
  const labels = Uint8Array.from({ length: count }, () => random.integer(2));
  labels.forEach((label, beat) => {
    const own = random.uniform() ** (label === 0 ? 0.2 : 0.5);
    probabilities[beat * 5 + label] = own;
    probabilities[beat * 5 + 1 - label] = 1 - own;
  });
  return { probabilities, labels };
}

describe('conformal sets', () => {
  it('take the floor((n + 1) error)-th smallest probability of a class as its threshold', () => {
    const probabilities = new Float32Array(9 * 5);
    for (let beat = 0; beat < 9; beat++) probabilities[beat * 5] = (beat + 1) / 16;
    const { thresholds } = fitConformalSets(probabilities, new Uint8Array(9), 0.2);
    expect(thresholds[0]).toBe(2 / 16);
  });

  it('hold a class always where its beats are too few for a guarantee', () => {
    const sets = fitConformalSets(Float32Array.of(1, 0, 0, 0, 0), Uint8Array.of(0), 0.1);
    expect(sets.thresholds).toEqual([0, 0, 0, 0, 0]);
    expect(conformalSet(sets, Float32Array.of(0, 0, 0, 0, 0), 0)).toBe(0b11111);
  });

  it('miss each class as rarely as promised on other beats of the same kind, however rare or hard the class', () => {
    const fit = invent(20_000, 1);
    const sets = fitConformalSets(fit.probabilities, fit.labels, 0.1);
    const test = invent(20_000, 2);
    const { classes } = conformalCoverage(sets, { ...test, records: ['a'], recordOf: new Uint16Array(20_000) });
    expect(Math.abs(classes[0]! - 0.9)).toBeLessThan(0.015);
    expect(Math.abs(classes[1]! - 0.9)).toBeLessThan(0.015);
    expect(classes[2]).toBeNull();
  });

  it('are reported by record, for a new patient has no such promise', () => {
    const sets = { error: 0.1, thresholds: [0.5, 0.5, 1, 1, 1] };
    const coverage = conformalCoverage(sets, {
      probabilities: Float32Array.of(0.9, 0.1, 0, 0, 0, 0.2, 0.4, 0.4, 0, 0, 0.5, 0.5, 0, 0, 0),
      labels: Uint8Array.of(0, 0, 1),
      records: ['good', 'bad', 'none'],
      recordOf: Uint16Array.of(0, 1, 0),
    });
    expect(coverage.records).toEqual([
      { record: 'good', beats: 2, coverage: 1 },
      { record: 'bad', beats: 1, coverage: 0 },
    ]);
    expect(coverage).toMatchObject({ all: 2 / 3, recordsCovered: 0.5, meanSize: 1, single: 1 / 3, empty: 1 / 3 });
  });

  it('need an error between 0 and 1, and five probabilities a beat', () => {
    expect(() => fitConformalSets(new Float32Array(5), new Uint8Array(1), 0)).toThrow(
      '0 is no share of beats to miss.',
    );
    expect(() => fitConformalSets(new Float32Array(4), new Uint8Array(1), 0.1)).toThrow(
      '4 probabilities do not belong to 1 beats of 5 classes.',
    );
  });
});
