import type { Palette } from '../waveform/palette.ts';
import type { Point } from './lasso.ts';
import { plotX, plotY, type PlotFrame } from './plot-frame.ts';

/** Words beside the axes. */
export interface PlotWords {
  readonly tickX: (value: number) => string;
  readonly tickY: (value: number) => string;
  /** Names of the axes; empty leaves them out. */
  readonly x: string;
  readonly y: string;
}

/** Words beside a cluster, which reaches from `left` to `right` and from `low` to `high`. */
export interface PlotNote {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
  readonly words: string;
}

const small = '400 11px "Inter Variable", sans-serif';

/** Draws the frame of a plot: lines, ticks, and for two alike axes the line on which both are the same. */
export function drawFrame(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  words: PlotWords,
  identity: boolean,
  palette: Palette,
): void {
  const { left, top, width, height } = frame;
  context.strokeStyle = palette.fineLine;
  context.lineWidth = 1;
  context.beginPath();
  for (const tick of frame.y.ticks) {
    const y = Math.round(plotY(frame, tick)) + 0.5;
    context.moveTo(left, y);
    context.lineTo(left + width, y);
  }
  if (identity) {
    for (const tick of frame.x.ticks) {
      const x = Math.round(plotX(frame, tick)) + 0.5;
      context.moveTo(x, top);
      context.lineTo(x, top + height);
    }
  }
  context.stroke();
  context.strokeStyle = palette.line;
  context.strokeRect(left + 0.5, top + 0.5, width, height);
  if (identity) drawIdentity(context, frame, palette);
  drawTicks(context, frame, words, palette);
}

function drawIdentity(context: CanvasRenderingContext2D, frame: PlotFrame, palette: Palette): void {
  const from = Math.max(frame.x.from, frame.y.from);
  const to = Math.min(frame.x.to, frame.y.to);
  context.setLineDash([4, 4]);
  context.strokeStyle = palette.line;
  context.beginPath();
  context.moveTo(plotX(frame, from), plotY(frame, from));
  context.lineTo(plotX(frame, to), plotY(frame, to));
  context.stroke();
  context.setLineDash([]);
}

function drawTicks(context: CanvasRenderingContext2D, frame: PlotFrame, words: PlotWords, palette: Palette): void {
  const { left, top, width, height } = frame;
  context.font = small;
  context.fillStyle = palette.ink2;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const tick of frame.y.ticks) context.fillText(words.tickY(tick), left - 7, plotY(frame, tick));
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const tick of frame.x.ticks) {
    const half = context.measureText(words.tickX(tick)).width / 2;
    context.fillText(words.tickX(tick), Math.min(plotX(frame, tick), left + width + 14 - half), top + height + 15);
  }
  context.fillStyle = palette.ink3;
  if (words.x) context.fillText(words.x, left + width / 2, top + height + 30);
  if (!words.y) return;
  context.save();
  context.translate(left - 41, top + height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(words.y, 0, 0);
  context.restore();
}

/** Writes the words of clusters beside them; a word that would lie on another, or outside, is left out. */
export function drawNotes(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  notes: readonly PlotNote[],
  palette: Palette,
): void {
  context.font = '600 11px "Inter Variable", sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  for (const note of notes) {
    const width = context.measureText(note.words).width;
    const [x, y] = [plotX(frame, note.x), plotY(frame, note.y)];
    const [above, under] = [plotY(frame, note.high) - 9, plotY(frame, note.low) + 18];
    const [before, behind] = [plotX(frame, note.left) - width - 10, plotX(frame, note.right) + 10];
    const places = [
      [x - width / 2, above],
      [x - width / 2, under],
      [behind, y + 4],
      [before, y + 4],
      [x - width / 2, above - 18],
      [x - width / 2, under + 18],
    ] as const;
    for (const [left, base] of places) {
      const box = { left: left - 3, right: left + width + 3, top: base - 12, bottom: base + 4 };
      const inFrame =
        box.left >= frame.left &&
        box.right <= frame.left + frame.width &&
        box.top >= frame.top &&
        box.bottom <= frame.top + frame.height;
      const free = taken.every(
        (other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
      );
      if (!inFrame || !free) continue;
      taken.push(box);
      context.fillStyle = palette.panel;
      context.globalAlpha = 0.8;
      context.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      context.globalAlpha = 1;
      context.fillStyle = palette.ink;
      context.fillText(note.words, left, base);
      break;
    }
  }
}

/** Draws a line around beats, and how many it holds. */
export function drawShape(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  polygon: readonly Point[],
  words: string,
  palette: Palette,
): void {
  if (polygon.length < 2) return;
  context.save();
  context.beginPath();
  context.rect(frame.left - 1, frame.top - 1, frame.width + 2, frame.height + 2);
  context.clip();
  context.beginPath();
  for (const { x, y } of polygon) context.lineTo(plotX(frame, x), plotY(frame, y));
  context.closePath();
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.1;
  context.fill('evenodd');
  context.globalAlpha = 1;
  context.strokeStyle = palette.accent;
  context.lineWidth = 2;
  context.setLineDash([5, 4]);
  context.stroke();
  context.restore();
  if (!words) return;
  const right = Math.max(...polygon.map(({ x }) => plotX(frame, x)));
  const top = Math.min(...polygon.map(({ y }) => plotY(frame, y)));
  context.font = '650 11px "Inter Variable", sans-serif';
  const width = context.measureText(words).width + 16;
  const left = Math.max(frame.left, Math.min(right + 6, frame.left + frame.width - width));
  context.fillStyle = palette.accent;
  context.beginPath();
  context.roundRect(left, Math.max(frame.top, top), width, 20, 4);
  context.fill();
  context.fillStyle = palette.accentInk;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(words, left + 8, Math.max(frame.top, top) + 14);
}
