import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { rowFrames, rowStretch } from '../../../renderer/page/page-rows.ts';
import { rowGroup, RowSignal, rowsPerGroup } from '../../../renderer/page/row-signal.ts';

const grid = { rate: 250, frames: 250 * 3600, rowSeconds: 60, rowsPerPage: 30 };

describe('the signal of rows', () => {
  test('is asked for in whole rows, and never in more buckets than the core answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8192 }), fc.nat(70), (buckets, group) => {
        const question = rowGroup(grid, buckets, group);
        if (question.from >= grid.frames) return;
        expect(question.buckets).toBeLessThanOrEqual(8192);
        expect(question.from % rowFrames(grid)).toBe(0);
        const perRow = (question.buckets * rowFrames(grid)) / (question.to - question.from);
        expect(perRow).toBeCloseTo(buckets, 0);
      }),
    );
  });

  test('of a page is a few questions, and of the pages beside it behind those', async () => {
    const asked: number[] = [];
    const arrived = Promise.withResolvers<void>();
    const signal = new RowSignal({
      grid,
      bucketsPerRow: 1200,
      read: (from, to) => {
        asked.push(from);
        return Promise.resolve({ kind: 'extremes', from, to, values: [] });
      },
      arrived: () => arrived.resolve(),
      failed: () => undefined,
    });
    const rows = Array.from({ length: 30 }, (_, index) => rowStretch(grid, index));
    const next = Array.from({ length: 30 }, (_, index) => rowStretch(grid, 30 + index));
    signal.show(rows, next);
    await arrived.promise;
    expect(rowsPerGroup(1200)).toBe(6);
    expect(asked).toHaveLength(10);
    expect(asked.slice(0, 5).every((from) => from < 30 * 15_000)).toBe(true);
    expect(signal.slice(rows[7]!)?.from).toBe(6 * 15_000);
  });
});
