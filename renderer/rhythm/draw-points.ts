import { drawGlyph } from '../waveform/draw-glyph.ts';
import { classColour, type Palette } from '../waveform/palette.ts';
import { countCells, fillCells, paintCells, type Colour, type Density, type Points } from './density.ts';
import { heldOn, plotX, plotY, type PlotFrame } from './plot-frame.ts';

/** Up to so many beats each has its own mark; more are drawn as the density of cells. */
export const mostMarks = 50_000;
/** Up to so many selected beats each has its own ring. */
const mostRings = 8000;
/** Side of a cell, CSS pixels. */
const cellSide = 2;
const classes = 6;

/** Draws every beat: normal ones first and faintly, the rare ones over them. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  points: Points,
  palette: Palette,
  devicePixelRatio: number,
): void {
  if (points.labels.length > mostMarks) return drawDensity(context, frame, points, palette);
  for (const label of [255, 0, 4, 1, 3, 2]) {
    const colour = classColour(palette, label);
    const size = label === 0 || label === 255 ? 5 : 6.5;
    const mark = sprite(size + 3, devicePixelRatio, (brush, middle) => {
      brush.globalAlpha = label === 0 ? 0.5 : 0.8;
      drawGlyph(brush, label, middle, middle, size, colour);
    });
    stamp(context, frame, points, mark, size + 3, (index) => points.labels[index] === label);
  }
}

/** Draws the accent ring around every selected beat, or the selected cells where there are too many. */
export function drawChosen(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  points: Points,
  mask: Uint8Array,
  count: number,
  palette: Palette,
  devicePixelRatio: number,
): void {
  if (count === 0) return;
  if (count > mostRings) return drawDensity(context, frame, points, palette, mask);
  const side = 12;
  const ring = sprite(side, devicePixelRatio, (brush, middle) => {
    brush.beginPath();
    brush.arc(middle, middle, 4.75, 0, 2 * Math.PI);
    brush.strokeStyle = palette.accent;
    brush.globalAlpha = 0.75;
    brush.stroke();
  });
  stamp(context, frame, points, ring, side, (index) => mask[index] === 1);
  // The beats themselves lie over all rings: where many are selected, their classes are still seen.
  for (let label = 0; label < classes; label++) {
    const mark = sprite(10, devicePixelRatio, (brush, middle) =>
      drawGlyph(brush, label, middle, middle, label === 0 ? 5 : 6.5, classColour(palette, label)),
    );
    const own = (index: number) => mask[index] === 1 && Math.min(points.labels[index]!, classes - 1) === label;
    stamp(context, frame, points, mark, 10, own);
  }
}

function stamp(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  { x, y, labels }: Points,
  mark: HTMLCanvasElement,
  side: number,
  wanted: (index: number) => boolean,
): void {
  for (let index = 0; index < labels.length; index++) {
    const [px, py] = [x[index]!, y[index]!];
    if (Number.isNaN(px) || Number.isNaN(py) || !wanted(index)) continue;
    const left = plotX(frame, heldOn(frame.x, px)) - side / 2;
    context.drawImage(mark, left, plotY(frame, heldOn(frame.y, py)) - side / 2, side, side);
  }
}

/** Draws a mark once, to be stamped thousands of times. */
function sprite(
  side: number,
  devicePixelRatio: number,
  draw: (brush: CanvasRenderingContext2D, middle: number) => void,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(side * devicePixelRatio);
  canvas.height = canvas.width;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('This browser gives no 2D canvas.');
  brush.scale(devicePixelRatio, devicePixelRatio);
  draw(brush, side / 2);
  return canvas;
}

/** Draws cells by how many beats lie in them, every class in its colour. With a mask only marked beats. */
function drawDensity(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  points: Points,
  palette: Palette,
  mask?: Uint8Array,
): void {
  const columns = Math.max(1, Math.floor(frame.width / cellSide));
  const rows = Math.max(1, Math.floor(frame.height / cellSide));
  const density = countCells(points, { columns, rows, x: frame.x, y: frame.y }, mask);
  const colours = Array.from({ length: classes }, (_, label) => colourOf(context, classColour(palette, label)));
  context.imageSmoothingEnabled = false;
  if (mask) drawOutline(context, frame, density, columns, rows, colourOf(context, palette.accent));
  const picture = pictureOf(paintCells(density, colours), columns, rows);
  context.drawImage(picture, frame.left, frame.top, frame.width, frame.height);
}

/** Draws the cells once to each side in the accent colour: what is selected has a line around it, as a single beat has. */
function drawOutline(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  density: Density,
  columns: number,
  rows: number,
  accent: Colour,
): void {
  const picture = pictureOf(fillCells(density, accent), columns, rows);
  for (const [x, y] of [
    [-cellSide, 0],
    [cellSide, 0],
    [0, -cellSide],
    [0, cellSide],
  ] as const) {
    context.drawImage(picture, frame.left + x, frame.top + y, frame.width, frame.height);
  }
}

function pictureOf(pixels: Uint8ClampedArray<ArrayBuffer>, columns: number, rows: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0);
  return canvas;
}

/** A canvas writes any CSS colour back as #rrggbb. */
function colourOf(context: CanvasRenderingContext2D, colour: string): Colour {
  context.fillStyle = colour;
  const number = Number.parseInt(String(context.fillStyle).slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
