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
