import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { axisAround, quantiles } from '../../../renderer/rhythm/axis.ts';

describe('an axis', () => {
  test('from 0 to 1,531 ms is written at 400 ms steps up to 1,600', () => {
    expect(axisAround(0, 1531, 4)).toEqual({ from: 0, to: 1600, ticks: [0, 400, 800, 1200, 1600] });
  });

  test('holds all of what it is for, and begins and ends with a written value', () => {
    const end = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(
        end,
        fc.double({ min: 0.001, max: 1e5, noNaN: true }),
        fc.integer({ min: 2, max: 10 }),
        (low, span, most) => {
          const { from, to, ticks } = axisAround(low, low + span, most);
          const slack = span * 1e-6 + 1e-9;
          expect(from).toBeLessThanOrEqual(low + slack);
          expect(to).toBeGreaterThanOrEqual(low + span - slack);
          expect(ticks[0]).toBeCloseTo(from, 3);
          expect(ticks.at(-1)).toBeCloseTo(to, 3);
          expect(ticks.length).toBeLessThanOrEqual(most + 3);
        },
      ),
    );
  });
});

describe('quantiles', () => {
  test('lie within one bin of those that sorting gives', () => {
    const values = fc.array(fc.double({ min: 0, max: 4000, noNaN: true }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
        const sorted = Float32Array.from(list).sort();
        const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
        expect(Math.abs(quantiles(sorted, [share], 4096)[0]! - exact)).toBeLessThanOrEqual(0.26);
      }),
    );
  });

  test('of nothing are 0, and a beat without an interval is nothing', () => {
    expect(quantiles(Float32Array.of(Number.NaN), [0.5], 10)).toEqual([0]);
  });
});
