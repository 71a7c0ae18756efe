import { headHeight } from './draw-labels.ts';
import type { Palette } from './palette.ts';
import { frameToX, type Viewport } from './viewport.ts';

/** Two handles on the paper, in frames. */
export interface Calipers {
  readonly first: number;
  readonly second: number;
  /** Height of the bar between the handles, CSS pixels from the top of the canvas. */
  readonly y: number;
  /** Which handle the arrow keys move. */
  readonly active: 'first' | 'second';
  /** Whether the interval is repeated over the screen, to see which beats march with it. */
  readonly marchOut: boolean;
}

export interface CaliperReading {
  readonly milliseconds: number;
  /** 60,000 / milliseconds; null when the handles coincide. */
  readonly perMinute: number | null;
  readonly millimetres: number;
}

/** Reads the distance between the handles. @param pixelsPerSecond and pixelsPerMillimetre of the paper as shown */
export function readCalipers(
  calipers: Pick<Calipers, 'first' | 'second'>,
  rate: number,
  pixelsPerSecond: number,
  pixelsPerMillimetre: number,
): CaliperReading {
  const seconds = Math.abs(calipers.second - calipers.first) / rate;
  return {
    milliseconds: Math.round(seconds * 1000),
    perMinute: seconds > 0 ? Math.round(60 / seconds) : null,
    millimetres: (seconds * pixelsPerSecond) / pixelsPerMillimetre,
  };
}

/** The two lines in which a reading is written. */
export type CaliperWords = (reading: CaliperReading) => { readonly time: string; readonly rest: string };

/** Draws the handles through all leads, and the reading beside them. */
export function drawCalipers(
  context: CanvasRenderingContext2D,
  calipers: Calipers,
  view: Viewport,
  pixelsPerMillimetre: number,
  height: number,
  palette: Palette,
  words: CaliperWords,
): void {
  const places = [frameToX(view, calipers.first), frameToX(view, calipers.second)] as const;
  context.save();
  context.strokeStyle = palette.accent;
  if (calipers.marchOut) drawRepeats(context, places, view, height);
  context.lineWidth = 1.5;
  context.beginPath();
  for (const x of places) {
    context.moveTo(x, headHeight + 4);
    context.lineTo(x, height - 8);
  }
  context.moveTo(places[0], calipers.y);
  context.lineTo(places[1], calipers.y);
  context.stroke();
  for (const [index, x] of places.entries()) {
    context.beginPath();
    context.arc(x, calipers.y, 5, 0, 2 * Math.PI);
    context.fillStyle = (index === 0) === (calipers.active === 'first') ? palette.accent : palette.panel;
    context.fill();
    context.stroke();
  }
  drawReading(context, calipers, view, pixelsPerMillimetre, Math.max(...places) + 10, palette, words);
  context.restore();
}

/** Repeats closer than this would be a tint and not lines, CSS pixels. */
const closestRepeats = 6;

/** Where the interval between the handles comes to lie when it is repeated to both edges of the screen, CSS pixels. */
export function repeatsOf(first: number, second: number, left: number, right: number): number[] {
  const start = Math.min(first, second);
  const interval = Math.abs(second - first);
  if (interval < closestRepeats) return [];
  const places: number[] = [];
  for (let turn = Math.ceil((left - start) / interval); start + turn * interval <= right; turn++)
    if (turn !== 0 && turn !== 1) places.push(start + turn * interval);
  return places;
}

function drawRepeats(
  context: CanvasRenderingContext2D,
  [first, second]: readonly [number, number],
  view: Viewport,
  height: number,
): void {
  context.setLineDash([4, 4]);
  context.lineWidth = 1;
  context.beginPath();
  for (const x of repeatsOf(first, second, view.gutter, view.width)) {
    context.moveTo(x, headHeight + 4);
    context.lineTo(x, height - 8);
  }
  context.stroke();
  context.setLineDash([]);
}

function drawReading(
  context: CanvasRenderingContext2D,
  calipers: Calipers,
  view: Viewport,
  pixelsPerMillimetre: number,
  x: number,
  palette: Palette,
  words: CaliperWords,
): void {
  const { time, rest } = words(readCalipers(calipers, view.rate, view.pixelsPerSecond, pixelsPerMillimetre));
  const left = Math.min(x, view.width - 132);
  context.beginPath();
  context.roundRect(left, calipers.y - 20, 124, 40, 7);
  context.fillStyle = palette.panel;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.accent;
  context.stroke();
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = palette.ink;
  context.font = '600 13px "Inter Variable", sans-serif';
  context.fillText(time, left + 10, calipers.y - 4);
  context.font = '400 12px "Inter Variable", sans-serif';
  context.fillStyle = palette.ink2;
  context.fillText(rest, left + 10, calipers.y + 13);
}
