import { axisHeight, chipOverhang } from './draw-labels.ts';
import type { Palette } from './palette.ts';
import type { Column } from './selection-layout.ts';

export interface SelectionScene {
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  readonly columns: readonly Column[];
  /** Middles of the chips of selected beats, CSS pixels. */
  readonly chips: readonly number[];
  /** Beats that only the reference has, CSS pixels. */
  readonly missed: readonly number[];
  /** A column that was just jumped to, or null. */
  readonly flash: Column | null;
}

/** Draws what is selected: a column through all leads, and a ring around each chip. */
export function drawSelection(context: CanvasRenderingContext2D, scene: SelectionScene, palette: Palette): void {
  context.save();
  context.beginPath();
  context.rect(scene.gutter - chipOverhang, 0, scene.width, scene.height);
  context.clip();
  for (const column of scene.columns) {
    fill(context, column, scene.height, palette.accent, 0.1);
    context.strokeStyle = palette.accent;
    context.lineWidth = 1.5;
    context.strokeRect(
      Math.round(column.left) + 0.5,
      axisHeight + 1,
      Math.round(column.right - column.left),
      scene.height - axisHeight - 2,
    );
  }
  if (scene.flash) fill(context, scene.flash, scene.height, palette.accent, 0.25);
  for (const x of scene.missed) drawMissed(context, x, scene.height, palette);
  context.lineWidth = 2;
  context.strokeStyle = palette.accent;
  for (const x of scene.chips) {
    if (x < scene.gutter - 1) continue;
    context.beginPath();
    context.roundRect(x - 16, axisHeight + 1, 32, 22, 7);
    context.stroke();
  }
  context.restore();
}

/** A dashed line through all leads, with a hollow ring in the row of labels: there is a beat here, and no label. */
function drawMissed(context: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  context.strokeStyle = palette.warn;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, axisHeight + 12, 6, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([5, 4]);
  context.beginPath();
  context.moveTo(x, axisHeight + 18);
  context.lineTo(x, height);
  context.stroke();
  context.setLineDash([]);
}

function fill(
  context: CanvasRenderingContext2D,
  column: Column,
  height: number,
  colour: string,
  opacity: number,
): void {
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.fillRect(column.left, axisHeight, column.right - column.left, height - axisHeight);
  context.globalAlpha = 1;
}
