import type { TraceColumns } from './trace-columns.ts';
import { invalidSample } from './trace-slice.ts';

/** How columns and ADC values become CSS pixels. */
export interface ColumnScale {
  /** x of column 0, and the width of a column. */
  readonly left: number;
  readonly columnWidth: number;
  /** y of 0 mV, and ADC value there. */
  readonly zeroY: number;
  readonly baseline: number;
  /** Negative for a lead that is drawn upside down. */
  readonly pixelsPerUnit: number;
}

export type OutlineTarget = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'closePath'>;

/**
 * Adds columns [from, to) as closed outlines, one for each row of columns without a gap. A column reaches from its highest to its
 * lowest value, half a line beyond, and to its neighbour before it, so that a steep flank has no hole.
 */
export function columnOutline(
  path: OutlineTarget,
  { lowest, highest }: TraceColumns,
  from: number,
  to: number,
  scale: ColumnScale,
  lineWidth: number,
): void {
  const end = Math.min(to, lowest.length);
  for (let column = Math.max(0, from); column < end; column++) {
    if (lowest[column] === invalidSample) continue;
    let stop = column + 1;
    while (stop < end && lowest[stop] !== invalidSample) stop++;
    outline(path, lowest, highest, column, stop, scale, lineWidth / 2);
    column = stop;
  }
}

function outline(
  path: OutlineTarget,
  lowest: Int32Array,
  highest: Int32Array,
  from: number,
  to: number,
  { left, columnWidth, zeroY, baseline, pixelsPerUnit }: ColumnScale,
  pad: number,
): void {
  const upside = Math.sign(pixelsPerUnit) * pad;
  const x = (column: number) => left + column * columnWidth;
  for (let column = from; column < to; column++) {
    const value = column > from ? Math.max(highest[column]!, lowest[column - 1]!) : highest[column]!;
    const y = zeroY - (value - baseline) * pixelsPerUnit - upside;
    if (column === from) path.moveTo(x(column), y);
    else path.lineTo(x(column), y);
    path.lineTo(x(column + 1), y);
  }
  for (let column = to - 1; column >= from; column--) {
    const value = column > from ? Math.min(lowest[column]!, highest[column - 1]!) : lowest[column]!;
    const y = zeroY - (value - baseline) * pixelsPerUnit + upside;
    path.lineTo(x(column + 1), y);
    path.lineTo(x(column), y);
  }
  path.closePath();
}
