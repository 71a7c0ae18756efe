import type { Axis } from './axis.ts';
import type { Point } from './lasso.ts';

/** The part of a canvas that is plot, CSS pixels, and what it shows. */
export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
}

export function plotX(frame: PlotFrame, value: number): number {
  return frame.left + ((value - frame.x.from) / (frame.x.to - frame.x.from)) * frame.width;
}

export function plotY(frame: PlotFrame, value: number): number {
  return frame.top + ((frame.y.to - value) / (frame.y.to - frame.y.from)) * frame.height;
}

/** A place on the canvas in the units of the plot. */
export function plotPoint(frame: PlotFrame, x: number, y: number): Point {
  return {
    x: frame.x.from + ((x - frame.left) / frame.width) * (frame.x.to - frame.x.from),
    y: frame.y.to - ((y - frame.top) / frame.height) * (frame.y.to - frame.y.from),
  };
}

/** A value as it is drawn: what lies beyond an axis is drawn at its end, so that nothing disappears. */
export function heldOn(axis: Pick<Axis, 'from' | 'to'>, value: number): number {
  return Math.min(axis.to, Math.max(axis.from, value));
}
