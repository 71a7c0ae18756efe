import { invalidSample, pointCount, type TraceSlice } from './trace-slice.ts';

/** Frames [from, to). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How frames and ADC values become CSS pixels. */
export interface TraceScale {
  /** x of frame 0. */
  readonly zeroX: number;
  readonly pixelsPerFrame: number;
  /** y of 0 mV. */
  readonly zeroY: number;
  /** ADC value at 0 mV. */
  readonly baseline: number;
  readonly pixelsPerUnit: number;
}

/** What a path is put into: a canvas, or a test that writes down the points. */
export type LineTarget = Pick<CanvasPath, 'moveTo' | 'lineTo'>;

/** Adds the samples of a stretch as a line, connected across slices and broken at gaps. */
export function sampleLine(
  path: LineTarget,
  slices: readonly TraceSlice[],
  lead: number,
  stretch: Stretch,
  scale: TraceScale,
): void {
  let down = false;
  let end = Number.NaN;
  for (const slice of slices) {
    const values = slice.values[lead];
    if (slice.kind !== 'samples' || !values) continue;
    const points = pointsOf(slice, values, stretch, scale);
    if (slice.from !== end) down = false;
    end = slice.to;
    for (let point = points.first; point < points.last; point++) {
      const value = values[point]!;
      if (value === invalidSample) {
        down = false;
        continue;
      }
      const x = points.startX + point * points.pixelsPerPoint;
      const y = scale.zeroY - (value - scale.baseline) * scale.pixelsPerUnit;
      if (down) path.lineTo(x, y);
      else path.moveTo(x, y);
      down = true;
    }
  }
}

function pointsOf(slice: TraceSlice, values: Int32Array, stretch: Stretch, scale: TraceScale) {
  const points = pointCount(slice, values);
  const framesPerPoint = (slice.to - slice.from) / points;
  return {
    first: Math.max(0, Math.floor((stretch.from - slice.from) / framesPerPoint)),
    last: Math.min(points, Math.ceil((stretch.to - slice.from) / framesPerPoint)),
    startX: scale.zeroX + slice.from * scale.pixelsPerFrame,
    pixelsPerPoint: framesPerPoint * scale.pixelsPerFrame,
  };
}
