import { beatClasses } from '../../app/contract/classes.ts';
import type { Chip, IntervalText } from './chip-layout.ts';
import { drawGlyph } from './draw-glyph.ts';
import { classColour, type Palette } from './palette.ts';
import type { TimeMark } from './time-marks.ts';

/** Heights of the rows above the paper, CSS pixels. */
export const axisHeight = 22;
export const labelHeight = 26;
export const intervalHeight = 18;
export const headHeight = axisHeight + labelHeight + intervalHeight;
/** How far the dotted line of an ectopic beat reaches into the paper. */
export const dropHeight = 24;

/** How far the chip of the first beat may reach into the gutter. */
export const chipOverhang = 18;

export interface LabelScene {
  readonly width: number;
  readonly gutter: number;
  readonly marks: readonly TimeMark[];
  readonly chips: readonly Chip[];
  readonly intervals: readonly IntervalText[];
  readonly words: {
    readonly marks: string;
    readonly label: string;
    readonly interval: string;
    /** Time of a mark, from its seconds since the start of the recording. */
    readonly time: (seconds: number) => string;
    /** Said in place of the labels where there are too many to be drawn; else empty. */
    readonly tooMany: string;
  };
}

const normal = beatClasses.indexOf('N');
const small = '400 11px "Inter Variable", sans-serif';

/** Draws the time axis, the row of labels and the row of RR intervals. */
export function drawLabels(context: CanvasRenderingContext2D, scene: LabelScene, palette: Palette): void {
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, scene.width, headHeight);
  context.fillStyle = palette.line;
  context.fillRect(0, axisHeight, scene.width, 1);
  context.fillRect(0, headHeight - 1, scene.width, 1);
  drawAxis(context, scene, palette);
  context.save();
  context.beginPath();
  context.rect(scene.gutter - chipOverhang, axisHeight, scene.width, headHeight + dropHeight);
  context.clip();
  const shown = scene.chips.filter((chip) => chip.x >= scene.gutter - 1);
  for (const chip of shown) if (chip.style === 'mark') drawMark(context, chip, palette);
  for (const chip of shown) if (chip.style !== 'mark') drawChip(context, chip, palette);
  drawIntervals(context, scene, palette);
  context.restore();
  context.font = small;
  context.fillStyle = palette.ink2;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(scene.words.marks, 8, 15);
  context.fillText(scene.words.label, 8, axisHeight + 17);
  context.fillText(scene.words.interval, 8, axisHeight + labelHeight + 13);
  if (scene.words.tooMany) context.fillText(scene.words.tooMany, scene.gutter + 8, axisHeight + 17);
}

function drawAxis(context: CanvasRenderingContext2D, scene: LabelScene, palette: Palette): void {
  context.font = '400 12px "Inter Variable", sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  for (const mark of scene.marks) {
    if (mark.x < scene.gutter) continue;
    if (!mark.major) {
      context.fillStyle = palette.line;
      context.fillRect(Math.round(mark.x), axisHeight - 5, 1, 5);
      continue;
    }
    context.fillStyle = palette.ink2;
    context.beginPath();
    context.moveTo(mark.x - 4, axisHeight - 8);
    context.lineTo(mark.x + 4, axisHeight - 8);
    context.lineTo(mark.x, axisHeight - 1);
    context.fill();
    context.fillStyle = palette.ink;
    context.fillText(scene.words.time(mark.seconds), mark.x + 8, 14);
  }
}

function drawMark(context: CanvasRenderingContext2D, { x, label }: Chip, palette: Palette): void {
  drawGlyph(context, label, x, axisHeight + 12, label === normal ? 4.5 : 7, classColour(palette, label));
}

function drawChip(context: CanvasRenderingContext2D, chip: Chip, palette: Palette): void {
  const { x, label } = chip;
  const colour = classColour(palette, label);
  const middle = axisHeight + 12;
  context.fillStyle = palette.panel;
  context.fillRect(x - 15, axisHeight + 1, 30, labelHeight - 1);
  if (chip.style === 'filled' || chip.style === 'doubtful') {
    context.beginPath();
    context.roundRect(x - 14, middle - 9.5, 28, 19, 5);
    if (chip.style === 'filled') {
      context.fillStyle = palette.softClasses[label] ?? palette.panel;
      context.fill();
    } else {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.setLineDash([3, 2]);
      context.stroke();
      context.setLineDash([]);
    }
  }
  drawGlyph(context, label, label < beatClasses.length ? x - 6 : x, middle, 8, colour);
  context.font = '600 13px "Inter Variable", sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = colour;
  context.fillText(chip.letter, x + 6, middle + 4.5);
  if (chip.probability !== null) drawProbability(context, x, chip.probability, colour, palette);
  if (label !== normal && label < beatClasses.length) drawDrop(context, x, colour);
}

/** A line 22 px long of which the model's probability is filled. */
function drawProbability(
  context: CanvasRenderingContext2D,
  x: number,
  p: number,
  colour: string,
  palette: Palette,
): void {
  const y = axisHeight + 23;
  context.fillStyle = palette.line;
  context.fillRect(x - 11, y, 22, 2);
  context.fillStyle = colour;
  context.fillRect(x - 11, y, 22 * p, 2);
}

function drawDrop(context: CanvasRenderingContext2D, x: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, headHeight + 1);
  context.lineTo(Math.round(x) + 0.5, headHeight + dropHeight);
  context.stroke();
  context.setLineDash([]);
}

function drawIntervals(context: CanvasRenderingContext2D, scene: LabelScene, palette: Palette): void {
  const y = axisHeight + labelHeight + 13;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  for (const interval of scene.intervals) {
    if (interval.x < scene.gutter + 8) continue;
    context.font = interval.strong ? '650 11px "Inter Variable", sans-serif' : small;
    context.fillStyle = interval.strong ? palette.ink : palette.ink2;
    context.fillText(String(interval.figure), interval.x, y);
    const side = (interval.room - 26) / 2 - 8;
    if (side < 3) continue;
    context.fillStyle = palette.line;
    context.fillRect(interval.x - interval.room / 2 + 5, y - 4, side, 1);
    context.fillRect(interval.x + interval.room / 2 - 5 - side, y - 4, side, 1);
  }
}
