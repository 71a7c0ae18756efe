import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  leadBand,
  rowSeconds,
  stripGain,
  stripPath,
  stripRows,
  stripSpeed,
} from '../../../renderer/report/strip-geometry.ts';

const points = (path: string) =>
  [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map((match) => ({ x: Number(match[1]), y: Number(match[2]) }));

describe('a strip on the page', () => {
  test('a second is 25 mm wide and a millivolt 10 mm high', () => {
    const signal = { samples: Int32Array.of(0, 0, 200, 0, 0), gain: 200, baseline: 0, rate: 2 };
    const drawn = points(stripPath(signal, { from: 0, until: 2 }, 11, 15));
    expect(drawn.map(({ x }) => x)).toEqual([11, 23.5, 36, 48.5, 61]);
    expect(drawn.map(({ y }) => y)).toEqual([15, 15, 5, 15, 15]);
  });

  test('rows follow each other without a gap and hold what the paper is wide', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 60, noNaN: true }), (seconds) => {
        const rows = stripRows(seconds);
        expect(rows[0]?.from).toBe(0);
        expect(rows.at(-1)?.until).toBeCloseTo(seconds, 6);
        rows.forEach((row, index) => {
          expect(row.until - row.from).toBeLessThanOrEqual(rowSeconds + 1e-9);
          if (index > 0) expect(row.from).toBe(rows[index - 1]?.until);
        });
      }),
    );
  });

  test('a missing sample breaks the trace', () => {
    const signal = { samples: Int32Array.of(1, -(2 ** 31), 1), gain: 1, baseline: 0, rate: 1 };
    const path = stripPath(signal, { from: 0, until: 2 }, 0, 0);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path).not.toContain('L');
  });

  test('the band of a lead holds its signal up to the most that a page has room for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1500, max: 1500 }), { minLength: 1 }), (values) => {
        const { height, zero } = leadBand({ samples: Int32Array.from(values), gain: 1000, baseline: 0, rate: 1 });
        expect(height % 5).toBe(0);
        expect(zero % 5).toBe(0);
        for (const value of values) {
          const y = zero - (value / 1000) * stripGain;
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(height);
        }
      }),
    );
  });

  test('the paper of a report is standard', () => {
    expect([stripSpeed, stripGain]).toEqual([25, 10]);
  });
});
