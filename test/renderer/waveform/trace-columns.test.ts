import fc from 'fast-check';
import { expect, test } from 'vitest';

import { columnOutline } from '../../../renderer/waveform/column-outline.ts';
import { chooseLevel, sliceFrames } from '../../../renderer/waveform/signal-level.ts';
import { traceColumns } from '../../../renderer/waveform/trace-columns.ts';
import { invalidSample, type TraceSlice } from '../../../renderer/waveform/trace-slice.ts';

const frames = 60_000;
/** A flat line with a peak of one sample now and then, and gaps. */
const samples = Int32Array.from({ length: frames }, (_, index) => {
  if (index % 7_001 < 400) return invalidSample;
  if (index % 977 === 0) return 1500 + (index % 13);
  if (index % 1_103 === 0) return -900 - (index % 17);
  return index % 5;
});

function extremesOf(from: number, to: number): [number, number] {
  const valid = [...samples.subarray(Math.max(0, from), Math.max(0, to))].filter((value) => value !== invalidSample);
  return valid.length === 0 ? [invalidSample, invalidSample] : [Math.min(...valid), Math.max(...valid)];
}

/** The slices that the paper would fetch at this zoom. */
function slicesAt(framesPerPixel: number): TraceSlice[] {
  const level = chooseLevel(framesPerPixel);
  if (level.kind === 'samples') return [{ kind: 'samples', from: 0, to: frames, values: [samples] }];
  const size = sliceFrames(level);
  return Array.from({ length: Math.ceil(frames / size) }, (_, number) => {
    const from = number * size;
    const buckets = Math.ceil(Math.min(size, frames - from) / level.framesPerBucket);
    const values = Array.from({ length: buckets }, (_bucket, bucket) => {
      const start = from + bucket * level.framesPerBucket;
      return extremesOf(start, start + level.framesPerBucket);
    });
    return {
      kind: 'extremes',
      from,
      to: from + buckets * level.framesPerBucket,
      values: [Int32Array.from(values.flat())],
    };
  });
}

test('at any zoom and place a column is exactly as high and as low as the samples that belong to it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 8.01, max: 400, noNaN: true }),
      fc.double({ min: -2_000, max: frames, noNaN: true }),
      (framesPerColumn, start) => {
        const level = chooseLevel(framesPerColumn);
        if (level.kind !== 'extremes') return;
        const { framesPerBucket } = level;
        const { lowest, highest } = traceColumns(slicesAt(framesPerColumn), 0, {
          start,
          framesPerColumn,
          columns: 150,
        });
        // A column's samples: those of the buckets whose middle lies in it, at most a quarter of a pixel beside it.
        const firstBucket = (column: number) => Math.ceil((start + column * framesPerColumn) / framesPerBucket - 0.5);
        for (let column = 0; column < 150; column++) {
          const from = firstBucket(column) * framesPerBucket;
          const to = firstBucket(column + 1) * framesPerBucket;
          expect(Math.abs(from - (start + column * framesPerColumn))).toBeLessThanOrEqual(framesPerColumn / 4 + 1e-6);
          expect([lowest[column], highest[column]]).toEqual(extremesOf(from, to));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a coarser slice that stands in for a finer one fills every column it covers', () => {
  const coarse: TraceSlice = { kind: 'extremes', from: 0, to: 40, values: [Int32Array.of(-5, 5, 20, 30)] };
  const { lowest, highest } = traceColumns([coarse], 0, { start: 0, framesPerColumn: 10, columns: 6 });
  expect([...lowest]).toEqual([-5, -5, 20, 20, invalidSample, invalidSample]);
  expect([...highest]).toEqual([5, 5, 30, 30, invalidSample, invalidSample]);
});

test('what is drawn of a column covers its samples, and reaches no further than half a line and its neighbour', () => {
  const columns = { lowest: Int32Array.of(0, 20, invalidSample, -3), highest: Int32Array.of(10, 30, invalidSample, 4) };
  const points: [number, number][] = [];
  const path = {
    moveTo: (x: number, y: number) => points.push([x, y]),
    lineTo: (x: number, y: number) => points.push([x, y]),
    closePath: () => undefined,
  };
  const scale = { left: 0, columnWidth: 1, zeroY: 100, baseline: 0, pixelsPerUnit: 1 };
  columnOutline(path, columns, 0, 4, scale, 2);
  const reach = (column: number) => points.filter(([x]) => x === column || x === column + 1).map(([, y]) => y);
  expect([Math.min(...reach(3)), Math.max(...reach(3))]).toEqual([95, 104]);
  expect(points.slice(0, 8)).toEqual([
    [0, 89],
    [1, 89],
    [1, 69],
    [2, 69],
    [2, 91],
    [1, 91],
    [1, 101],
    [0, 101],
  ]);
});
