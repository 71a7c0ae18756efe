import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import { beatClasses, notAnalysed } from '../../app/contract/classes.ts';
import { decide, Decision } from '../../app/model/decision.ts';

const decision: Decision = { temperature: 1, priorOdds: [1.4, 0.2, 0.4, 0.1, 0.05], strength: 0.5 };

const beat = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }).map((values) => {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
});

describe('decide', () => {
  it("leaves the probabilities as they are at the model's own strength", () => {
    fc.assert(
      fc.property(beat, (row) => {
        const { labels, probabilities } = decide(Float32Array.from(row), decision);
        row.forEach((value, index) => expect(probabilities[index]).toBeCloseTo(value, 6));
        const rounded = Array.from(Float32Array.from(row));
        expect(rounded[labels[0]!]).toBe(Math.max(...rounded));
      }),
    );
  });

  it('never finds fewer supraventricular beats with less strength', () => {
    fc.assert(
      fc.property(
        beat,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (row, a, b) => {
          const twoClasses = Float32Array.of(row[0]!, row[1]!, 0, 0, 0);
          const atLess = decide(twoClasses, decision, Math.min(a, b)).labels[0]!;
          const atMore = decide(twoClasses, decision, Math.max(a, b)).labels[0]!;
          expect(atLess).toBeGreaterThanOrEqual(atMore);
        },
      ),
    );
  });

  it('gives probabilities that sum to 1 at every strength', () => {
    fc.assert(
      fc.property(beat, fc.double({ min: 0, max: 2, noNaN: true }), (row, strength) => {
        const { probabilities } = decide(Float32Array.from(row), decision, strength);
        expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('comes back to the first answer when the strength comes back', () => {
    const start = Float32Array.of(0.6, 0.3, 0.05, 0.03, 0.02);
    const moved = decide(start, decision, 0).probabilities;
    const back = decide(moved, { ...decision, strength: 0 }, 0.5).probabilities;
    start.forEach((value, index) => expect(back[index]).toBeCloseTo(value, 6));
  });

  it('names no beat for which the model gave no number', () => {
    const rows = Float32Array.of(NaN, NaN, NaN, NaN, NaN, 0, 0, 0, 0, 0, 0.1, 0.2, 0.7, 0, 0);
    expect([...decide(rows, decision).labels]).toEqual([notAnalysed, notAnalysed, 2]);
  });

  it('takes the most probable class of a model without a decision', () => {
    expect([...decide(Float32Array.of(0.1, 0.5, 0.4, 0, 0), null).labels]).toEqual([1]);
  });

  it('refuses a strength that is none and rows that are not whole', () => {
    expect(() => decide(new Float32Array(5), decision, -0.1)).toThrow('strength');
    expect(() => decide(new Float32Array(5), decision, NaN)).toThrow('strength');
    expect(() => decide(new Float32Array(6), decision)).toThrow('five');
  });
});

describe('Decision', () => {
  it('refuses a temperature that sharpens', () => {
    expect(v.is(Decision, decision)).toBe(true);
    expect(v.is(Decision, { ...decision, temperature: 0.9 })).toBe(false);
  });

  it('refuses a drift reference that lacks the mean or the deviation of a statistic', () => {
    const drift = { statistics: ['a', 'b'], mean: [0, 0], deviation: [1, 1], limit: 2 };
    expect(v.is(Decision, { ...decision, drift })).toBe(true);
    expect(v.is(Decision, { ...decision, drift: { ...drift, deviation: [1] } })).toBe(false);
    expect(v.is(Decision, { ...decision, drift: { ...drift, mean: [0] } })).toBe(false);
  });

  it('refuses prior odds that are not one positive number a class', () => {
    expect(v.is(Decision, { ...decision, priorOdds: beatClasses.map(() => 0) })).toBe(false);
    expect(v.is(Decision, { ...decision, priorOdds: [1, 1] })).toBe(false);
  });
});
