import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fitTemperature, temper } from '../../app/training/temperature.ts';

/** Rows whose logit is `size` for N, 0 for S and far less for the others, named rightly in `right` of 100 rows. */
function rowsOf(size: number, right: number) {
  const sure = 1 / (1 + Math.exp(-size));
  const probabilities = Float32Array.from({ length: 500 }, (_, index) => [sure, 1 - sure, 0, 0, 0][index % 5]!);
  return { probabilities, labels: Uint8Array.from({ length: 100 }, (_, row) => (row < right ? 0 : 1)) };
}

describe('temperature of probabilities', () => {
  it('brings rows that are too sure to the share of them that is right', () => {
    const { probabilities, labels } = rowsOf(6, 90);
    const temperature = fitTemperature(probabilities, labels);
    expect(temperature).toBeCloseTo(6 / Math.log(9), 3);
    expect(temper(probabilities, 5, temperature)[0]).toBeCloseTo(0.9, 4);
  });

  it('is 1 for rows that are not sure enough: it never sharpens', () => {
    const { probabilities, labels } = rowsOf(1, 95);
    expect(fitTemperature(probabilities, labels)).toBe(1);
  });

  it('is 10 at most', () => {
    const { probabilities, labels } = rowsOf(6, 50);
    expect(fitTemperature(probabilities, labels)).toBeCloseTo(10, 3);
  });

  it('changes neither the order of the classes nor their sum', () => {
    const row = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(row, fc.double({ min: 1, max: 10, noNaN: true }), (values, temperature) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        const before = Float32Array.from(values, (value) => value / total);
        const after = temper(before, 5, temperature);
        expect(after.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
        expect(after.indexOf(Math.max(...after))).toBe(before.indexOf(Math.max(...before)));
      }),
    );
  });
});
