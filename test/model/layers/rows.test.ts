import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  convolutionRows,
  inputRowsUnderKernel,
  outputRowsOverKernel,
  realRows,
} from '../../../app/model/layers/rows.ts';

const cases = { length: fc.integer({ min: 2, max: 60 }), zeroRow: fc.boolean() };

describe('row order of a convolution', () => {
  it('holds every position once and pairs neighbours for pooling', () => {
    fc.assert(
      fc.property(cases.length, cases.zeroRow, (length, zeroRow) => {
        const { positionOf, block, pooled } = convolutionRows(length, zeroRow);
        expect([...positionOf].filter((position) => position >= 0).sort((a, b) => a - b)).toEqual(
          Array.from({ length }, (_, index) => index),
        );
        for (let pair = 0; pair < pooled; pair++) {
          expect(positionOf[pair]).toBe(2 * pair);
          expect(positionOf[block + pair]).toBe(2 * pair + 1);
        }
      }),
    );
  });

  it('has a zero row to read the padding from', () => {
    fc.assert(
      fc.property(cases.length, cases.zeroRow, (length, zeroRow) => {
        const layout = convolutionRows(length, zeroRow);
        expect(realRows(layout).reduce((sum, value) => sum + value, 0)).toBe(length);
        expect(layout.positionOf).toContain(-1);
      }),
    );
  });

  it('reads forward what it spreads backward', () => {
    fc.assert(
      fc.property(cases.length, cases.zeroRow, fc.constantFrom(1, 3, 5, 7), (length, zeroRow, kernel) => {
        const layout = convolutionRows(length, zeroRow);
        const forward = inputRowsUnderKernel(layout, length, kernel);
        const backward = outputRowsOverKernel(layout, length, kernel);
        const read = new Set<string>();
        forward.forEach((input, index) => {
          if (input < length) read.add(`${input} ${index % kernel} ${Math.floor(index / kernel)}`);
        });
        const spread = new Set<string>();
        backward.forEach((output, index) => {
          if (layout.positionOf[output]! >= 0) spread.add(`${Math.floor(index / kernel)} ${index % kernel} ${output}`);
        });
        expect(spread).toEqual(read);
      }),
    );
  });
});
