import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  pageCount,
  pageOfRow,
  rowCount,
  rowOfFrame,
  rowStretch,
  rowsOfPage,
  type PageGrid,
} from '../../../renderer/page/page-rows.ts';

const grids: fc.Arbitrary<PageGrid> = fc.record({
  rate: fc.constantFrom(125, 250, 360, 1000),
  frames: fc.integer({ min: 1, max: 14 * 86_400 * 250 }),
  rowSeconds: fc.constantFrom(30, 60, 120),
  rowsPerPage: fc.constantFrom(10, 30, 60),
});

describe('rows and pages', () => {
  test('of thirty minutes and five seconds are one page: the row that is left over stands on it', () => {
    const grid = { rate: 360, frames: 650_000, rowSeconds: 60, rowsPerPage: 30 };
    expect(rowCount(grid)).toBe(31);
    expect(pageCount(grid)).toBe(1);
    expect(rowsOfPage(grid, 0)).toHaveLength(31);
    expect(rowsOfPage(grid, 0).at(-1)).toEqual({ number: 30, from: 648_000, to: 650_000 });
  });

  test('hold every frame of a recording once, whatever its length', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const count = pageCount(grid);
        const last = rowsOfPage(grid, count - 1);
        expect(rowsOfPage(grid, 0)[0]?.from).toBe(0);
        expect(last.at(-1)?.to).toBe(grid.frames);
        for (const page of [0, Math.floor(count / 2), count - 1]) {
          const rows = rowsOfPage(grid, page);
          rows.forEach((row, index) => index > 0 && expect(row.from).toBe(rows[index - 1]!.to));
          const next = page + 1 < count ? rowsOfPage(grid, page + 1)[0]?.from : grid.frames;
          expect(rows.at(-1)?.to).toBe(next);
        }
      }),
    );
  });

  test('find the row and the page of every frame', () => {
    fc.assert(
      fc.property(grids, fc.double({ min: 0, max: 1, noNaN: true }), (grid, share) => {
        const frame = Math.min(grid.frames - 1, Math.floor(share * grid.frames));
        const number = rowOfFrame(grid, frame);
        const { from, to } = rowStretch(grid, number);
        expect(frame >= from && frame < to).toBe(true);
        expect(rowsOfPage(grid, pageOfRow(grid, number)).some((row) => row.number === number)).toBe(true);
      }),
    );
  });
});
