import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { rowsOfPage } from '../../../renderer/page/page-rows.ts';
import { frameToPageX, pageXToFrame, piecesOf, placeRows, rowAtY } from '../../../renderer/page/place-rows.ts';

const grid = { rate: 250, frames: 250 * 60 * 30, rowSeconds: 60, rowsPerPage: 30 };
const rows = rowsOfPage(grid, 0);
const space = { width: 1300, height: 720, left: 74, right: 220, rows: 30, expanded: null, rowFrames: 15_000 };

describe('rows on a page', () => {
  test('fill its height without a gap, with or without an expanded one', () => {
    for (const expanded of [null, 0, 11, 29]) {
      const placed = placeRows(rows, { ...space, expanded });
      placed.forEach((row, index) =>
        expect(row.top).toBeCloseTo(index === 0 ? 0 : placed[index - 1]!.top + placed[index - 1]!.height, 6),
      );
      expect(placed.at(-1)!.top + placed.at(-1)!.height).toBeCloseTo(720, 6);
    }
  });

  test('give the expanded one several times their height', () => {
    const placed = placeRows(rows, { ...space, expanded: 3 });
    expect(placed[3]!.height).toBeGreaterThan(6 * placed[4]!.height);
  });

  test('are as high on the last page, where there are fewer of them', () => {
    expect(placeRows(rows.slice(0, 4), space)[0]!.height).toBe(placeRows(rows, space)[0]!.height);
  });

  test('give back the frame that a place stands for', () => {
    fc.assert(
      fc.property(fc.nat(29), fc.nat(14_999), (number, offset) => {
        const row = rows[number]!;
        const frame = row.from + offset;
        expect(pageXToFrame(space, row, frameToPageX(space, row, frame))).toBeCloseTo(frame, 4);
      }),
    );
  });

  test('are found by height, the nearest one beyond the page', () => {
    const placed = placeRows(rows, space);
    expect(rowAtY(placed, 0)?.number).toBe(0);
    expect(rowAtY(placed, 719)?.number).toBe(29);
    expect(rowAtY(placed, 5000)?.number).toBe(29);
    expect(rowAtY([], 10)).toBeNull();
  });

  test('cut a stretch at their ends, and its pieces together are as long as the stretch', () => {
    const placed = placeRows(rows, space);
    fc.assert(
      fc.property(fc.nat(grid.frames - 1), fc.nat(40_000), (from, length) => {
        const to = Math.min(grid.frames, from + length + 1);
        const pieces = piecesOf(placed, space, from, to);
        const across = pieces.reduce((sum, { left, right }) => sum + right - left, 0);
        expect((across / (1300 - 74 - 220)) * 15_000).toBeCloseTo(to - from, 3);
      }),
    );
  });
});
