import { invalidSample, pointCount, type TraceSlice } from '../waveform/trace-slice.ts';
import type { LineTarget } from '../waveform/trace-path.ts';

/** How a row of extremes becomes a line. */
export interface RowLine {
  readonly slice: TraceSlice;
  /** Number of the lead in the slice. */
  readonly lead: number;
  /** Frames [from, to) of the row. */
  readonly from: number;
  readonly to: number;
  /** x of `from`, and CSS pixels a frame. */
  readonly left: number;
  readonly pixelsPerFrame: number;
  readonly devicePixelRatio: number;
  /** y of an ADC value. */
  readonly y: (value: number) => number;
  /** Colour of the bucket at a frame, as a number; a new number starts a new line. */
  readonly colourAt: (frame: number) => number;
}

/**
 * Adds a row to one path a colour: through the extremes of every bucket, the nearer one first, so that the line is as high
 * as the signal in each column and does not cross itself. Lines of neighbouring colours meet; gaps stay open.
 */
export function rowLine(paths: readonly LineTarget[], row: RowLine): void {
  const values = row.slice.values[row.lead];
  if (!values || row.slice.kind !== 'extremes') return;
  const points = pointCount(row.slice, values);
  const framesPerPoint = (row.slice.to - row.slice.from) / points;
  const first = Math.max(0, Math.floor((row.from - row.slice.from) / framesPerPoint + 1e-6));
  const last = Math.min(points, Math.ceil((row.to - row.slice.from) / framesPerPoint - 1e-6));
  let colour = -1;
  let lastX = 0;
  let lastY = Number.NaN;
  for (let point = first; point < last; point++) {
    const least = values[2 * point]!;
    const most = values[2 * point + 1]!;
    if (least === invalidSample || most === invalidSample) {
      lastY = Number.NaN;
      continue;
    }
    const frame = row.slice.from + (point + 0.5) * framesPerPoint;
    const place = row.left + (frame - row.from) * row.pixelsPerFrame;
    // On the middle of a device pixel: a line between two would be half as dark.
    const x = (Math.floor(place * row.devicePixelRatio + 1e-6) + 0.5) / row.devicePixelRatio;
    const next = row.colourAt(frame);
    const path = paths[next]!;
    const low = row.y(least);
    const high = row.y(most);
    const lowFirst = Math.abs(low - lastY) <= Math.abs(high - lastY);
    if (Number.isNaN(lastY)) path.moveTo(x, lowFirst ? low : high);
    else if (next !== colour) {
      path.moveTo(lastX, lastY);
      path.lineTo(x, lowFirst ? low : high);
    } else path.lineTo(x, lowFirst ? low : high);
    lastY = lowFirst ? high : low;
    lastX = x;
    path.lineTo(x, lastY);
    colour = next;
  }
}
