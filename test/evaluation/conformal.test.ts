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
  return { probabilities, labels, recordOf: Uint16Array.from(labels, (_, beat) => beat % 20) };
}

/** Beats of class N with probabilities 1/16, 2/16 ..., dealt to so many patients in turn. */
function rising(count: number, patients: number) {
  const probabilities = new Float32Array(count * 5);
  for (let beat = 0; beat < count; beat++) probabilities[beat * 5] = (beat + 1) / 16;
  const recordOf = Uint16Array.from({ length: count }, (_, beat) => beat % patients);
  return { probabilities, labels: new Uint8Array(count), recordOf };
}

describe('conformal sets', () => {
  it('take the floor((n + 1) error)-th smallest probability of a class as its threshold', () => {
    expect(fitConformalSets(rising(9, 3), 0.2).thresholds[0]).toBe(2 / 16);
  });

  it('say nothing of a class whose beats are too few for a guarantee', () => {
    const sets = fitConformalSets(rising(3, 3), 0.1);
    expect(sets.thresholds).toEqual([0, 0, 0, 0, 0]);
    expect(conformalSet(sets, Float32Array.of(1, 0, 0, 0, 0), 0)).toBe(0);
  });

  it('say nothing of a class that nearly all comes from one or two patients', () => {
    expect(fitConformalSets(rising(12, 2), 0.2).thresholds[0]).toBe(0);
    const skewed = {
      ...rising(15, 3),
      recordOf: Uint16Array.from({ length: 15 }, (_, beat) => Math.max(0, beat - 12)),
    };
    expect(fitConformalSets(skewed, 0.2).thresholds[0]).toBe(0);
  });

  it('miss each class as rarely as promised on other beats of the same kind, however rare or hard the class', () => {
    const fit = invent(20_000, 1);
    const sets = fitConformalSets(fit, 0.1);
    const test = invent(20_000, 2);
    const { classes } = conformalCoverage(sets, { ...test, records: Array.from({ length: 20 }, String) });
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

  it('have no coverage of a class of which they say nothing, but its beats count as missed', () => {
    const coverage = conformalCoverage(
      { error: 0.1, thresholds: [0.5, 0, 0, 0, 0] },
      {
        probabilities: Float32Array.of(0.9, 0.1, 0, 0, 0, 0.1, 0.9, 0, 0, 0),
        labels: Uint8Array.of(0, 1),
        records: ['a'],
        recordOf: Uint16Array.of(0, 0),
      },
    );
    expect(coverage).toMatchObject({ all: 0.5, classes: [1, null, null, null, null] });
  });

  it('need an error between 0 and 1, and five probabilities a beat', () => {
    expect(() => fitConformalSets(rising(9, 3), 0)).toThrow('0 is no share of beats to miss.');
    expect(() => fitConformalSets({ ...rising(1, 1), probabilities: new Float32Array(4) }, 0.1)).toThrow(
      '4 probabilities do not belong to 1 beats of 5 classes.',
    );
  });
});
