import type { Palette } from '../waveform/palette.ts';
import type { ShapeFrame } from './draw-shapes.ts';

/** Seconds before the first value's fiducial and after, for the lines in time. */
export interface PaperTimes {
  readonly before: number;
  readonly after: number;
}

/** Lines nearer than this, in pixels, would be a tint. */
const nearest = 3.2;

/** Draws paper behind curves: 40 ms and 0.1 mV lines where there is room, 200 ms and 0.5 mV lines always. */
export function drawShapePaper(
  context: CanvasRenderingContext2D,
  frame: ShapeFrame,
  { before, after }: PaperTimes,
  palette: Palette,
  pixel: number,
): void {
  const { width, height, lowest, highest } = frame;
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  const perSecond = width / (before + after);
  const perMillivolt = height / (highest - lowest);
  const lines = (seconds: number, millivolts: number, colour: string) => {
    context.fillStyle = colour;
    for (let line = -Math.floor(before / seconds); line * seconds <= after; line++)
      context.fillRect(Math.round((line * seconds + before) * perSecond), 0, pixel, height);
    for (let line = Math.ceil(lowest / millivolts); line * millivolts <= highest; line++)
      context.fillRect(0, Math.round(height - (line * millivolts - lowest) * perMillivolt), width, pixel);
  };
  if (0.1 * perMillivolt >= nearest && 0.04 * perSecond >= nearest) lines(0.04, 0.1, palette.grid1);
  lines(0.2, 0.5, palette.grid5);
}
