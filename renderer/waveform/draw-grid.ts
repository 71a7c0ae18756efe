import type { LeadRow } from './lead-rows.ts';
import type { Palette } from './palette.ts';
import { scrollOffset, type Viewport } from './viewport.ts';

/** Below this many pixels a millimetre, 1 mm lines would be a tint and not a grid. */
export const finestGridPixels = 2.4;

/** What the paper below the label rows needs to be drawn. */
export interface GridScene {
  readonly view: Viewport;
  readonly pixelsPerMillimetre: number;
  /** Top of the paper, CSS pixels. */
  readonly top: number;
  readonly height: number;
  readonly scrollTop: number;
}

/** Draws millimetre paper: 1 mm and 5 mm lines, each one device pixel wide, moving with the recording. */
export function drawGrid(context: CanvasRenderingContext2D, scene: GridScene, palette: Palette): void {
  const { view, top, height } = scene;
  context.fillStyle = palette.paper;
  context.fillRect(0, top, view.width, height);
  if (scene.pixelsPerMillimetre >= finestGridPixels) drawLines(context, scene, 1, palette.grid1);
  drawLines(context, scene, 5, palette.grid5);
}

function drawLines(context: CanvasRenderingContext2D, scene: GridScene, millimetres: number, colour: string): void {
  const { view, top, height, scrollTop } = scene;
  const spacing = millimetres * scene.pixelsPerMillimetre;
  const pixel = 1 / view.devicePixelRatio;
  context.fillStyle = colour;
  const left = scrollOffset(view) - view.gutter;
  for (let line = Math.ceil(left / spacing); ; line++) {
    const x = whole(line * spacing, pixel) - left;
    if (x >= view.width) break;
    context.fillRect(x, top, pixel, height);
  }
  for (let line = Math.ceil(scrollTop / spacing); ; line++) {
    const y = top + whole(line * spacing, pixel) - whole(scrollTop, pixel);
    if (y >= top + height) break;
    context.fillRect(0, y, view.width, pixel);
  }
}

/** Nearest whole device pixel. */
function whole(position: number, pixel: number): number {
  return Math.round(position / pixel) * pixel;
}

export interface LeadHead {
  readonly name: string;
  /** How much the pulse is, with its unit. */
  readonly pulse: string;
  /** What the baseline stands for where that is not 0; else empty. */
  readonly zero: string;
  readonly row: LeadRow;
  /** How many times its own size the lead is drawn, negative upside down: the pulse is drawn so as well. */
  readonly factor: number;
  /** Lines below the first at which the name stands, where leads lie over each other. */
  readonly line: number;
  /** Colour of its trace. */
  readonly colour: string;
}

/** Draws the calibration pulse, as high as 1 mV and 5 mm wide, and the name of each lead in the gutter. */
export function drawLeadHeads(
  context: CanvasRenderingContext2D,
  scene: GridScene,
  heads: readonly LeadHead[],
  pixelsPerMillivolt: number,
  palette: Palette,
): void {
  const width = 5 * scene.pixelsPerMillimetre;
  const left = 20;
  heads.forEach(({ name, pulse, zero, row, factor, line, colour }, index) => {
    const baseline = scene.top + row.baseline - scene.scrollTop;
    const peak = baseline - pixelsPerMillivolt * factor;
    context.beginPath();
    context.moveTo(left - 8, baseline);
    context.lineTo(left, baseline);
    context.lineTo(left, peak);
    context.lineTo(left + width, peak);
    context.lineTo(left + width, baseline);
    context.lineTo(left + width + 8, baseline);
    context.strokeStyle = colour;
    context.lineWidth = 1.35;
    context.stroke();
    if (line === 0 && (index === 0 || pulse !== heads[0]?.pulse)) {
      context.font = '400 11px "Inter Variable", sans-serif';
      context.textAlign = 'left';
      const y = factor > 0 ? peak - 7 : peak + 16;
      plate(context, pulse, left - 7, y, palette.paper);
      context.fillStyle = palette.ink2;
      context.fillText(pulse, left - 7, y);
    }
    context.font = '600 13px "Inter Variable", sans-serif';
    context.textAlign = 'left';
    const below = factor > 0 ? 22 : -14;
    const y = baseline + below + line * (below > 0 ? nameHeight : -nameHeight);
    plate(context, name, left - 7, y, palette.paper);
    context.fillStyle = line === 0 ? palette.ink : colour;
    context.fillText(name, left - 7, y);
    if (!zero) return;
    context.font = '400 11px "Inter Variable", sans-serif';
    plate(context, zero, left - 7, y + 15, palette.paper);
    context.fillStyle = palette.ink2;
    context.fillText(zero, left - 7, y + 15);
  });
}

/** From one name to the next where leads lie over each other, CSS pixels. */
const nameHeight = 18;

/** Clears the grid behind a text. */
function plate(context: CanvasRenderingContext2D, text: string, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(x - 4, y - 12, context.measureText(text).width + 8, 17);
}
