import { invalidSample, pointCount, type TraceSlice } from './trace-slice.ts';

/** Lowest and highest ADC value in each column of device pixels; both {@link invalidSample} where a column has no sample. */
export interface TraceColumns {
  readonly lowest: Int32Array;
  readonly highest: Int32Array;
}

/** Where columns lie: column c holds the frames from `start + c * framesPerColumn` on. */
export interface ColumnGrid {
  readonly start: number;
  readonly framesPerColumn: number;
  readonly columns: number;
}

/**
 * Sorts samples or extremes into columns of pixels. A bucket narrower than a column belongs to the one its middle lies in; a
 * wider one fills all it covers. So a column's extent is exactly that of its samples, and no peak is lost or made.
 */
export function traceColumns(slices: readonly TraceSlice[], lead: number, grid: ColumnGrid): TraceColumns {
  const lowest = new Int32Array(grid.columns).fill(invalidSample);
  const highest = new Int32Array(grid.columns).fill(invalidSample);
  for (const slice of slices) {
    const values = slice.values[lead];
    if (values) sortInto(slice, values, grid, lowest, highest);
  }
  return { lowest, highest };
}

function sortInto(
  slice: TraceSlice,
  values: Int32Array,
  { start, framesPerColumn, columns }: ColumnGrid,
  lowest: Int32Array,
  highest: Int32Array,
): void {
  const points = pointCount(slice, values);
  const stride = slice.kind === 'samples' ? 1 : 2;
  const framesPerPoint = (slice.to - slice.from) / points;
  const columnsPerPoint = framesPerPoint / framesPerColumn;
  const origin = (slice.from - start) / framesPerColumn;
  const first = Math.max(0, Math.floor(-origin / columnsPerPoint) - 1);
  const last = Math.min(points, Math.ceil((columns - origin) / columnsPerPoint) + 1);
  for (let point = first; point < last; point++) {
    const low = values[point * stride]!;
    const high = values[point * stride + stride - 1]!;
    if (low === invalidSample || high === invalidSample) continue;
    const left = origin + point * columnsPerPoint;
    let column = Math.round(left);
    let end = Math.round(left + columnsPerPoint);
    if (end - column < 1) {
      column = Math.floor(left + columnsPerPoint / 2);
      end = column + 1;
    }
    for (column = Math.max(0, column); column < end && column < columns; column++) {
      if (lowest[column] === invalidSample || low < lowest[column]!) lowest[column] = low;
      if (high > highest[column]!) highest[column] = high;
    }
  }
}
