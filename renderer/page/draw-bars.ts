import type { EventKind } from '../../app/contract/rhythm.ts';
import type { Palette } from '../waveform/palette.ts';
import { piecesOf, type PageSpace, type PlacedRow } from './place-rows.ts';
import type { RhythmBar } from './rhythm-bars.ts';

export interface BarScene {
  readonly space: PageSpace;
  readonly rows: readonly PlacedRow[];
  readonly bars: readonly RhythmBar[];
  /** Short name of a kind, such as "VT", and its name in the expanded row. */
  readonly shortName: (kind: EventKind) => string;
  readonly fullName: (kind: EventKind) => string;
}

const thickness = 2.5;
const plateHeight = 13;
const fullHeight = 14;

/** Draws a bar under every stretch of rhythm, with its name where it matters most, and always in the expanded row. */
export function drawBars(context: CanvasRenderingContext2D, scene: BarScene, palette: Palette): void {
  for (const bar of scene.bars) {
    const colour = colourOf(bar.tone, palette);
    piecesOf(scene.rows, scene.space, bar.from, Math.max(bar.until, bar.from + 1)).forEach(
      ({ row, left, right }, index) => {
        if (row.expanded) return drawFull(context, scene, bar, left, right, row, palette);
        const y = row.top + row.height - thickness - 0.5;
        context.fillStyle = colour;
        context.globalAlpha = bar.tone === 'quiet' ? 0.5 : 1;
        context.fillRect(left, y, Math.max(2, right - left), thickness);
        context.globalAlpha = 1;
        if (bar.named && index === 0) {
          drawPlate(context, scene.shortName(bar.kind), left, y + thickness, colour, palette);
        }
      },
    );
  }
}

export function colourOf(tone: RhythmBar['tone'], palette: Palette): string {
  if (tone === 'ventricular') return palette.classes[2] ?? palette.ink3;
  if (tone === 'atrial') return palette.classes[1] ?? palette.ink3;
  return tone === 'gap' ? palette.warn : palette.ink3;
}

function drawPlate(
  context: CanvasRenderingContext2D,
  words: string,
  left: number,
  bottom: number,
  colour: string,
  palette: Palette,
): void {
  context.font = '650 10px "Inter Variable", sans-serif';
  const width = context.measureText(words).width + 8;
  context.beginPath();
  context.roundRect(left - width / 2, bottom - plateHeight, width, plateHeight, 3);
  context.fill();
  context.fillStyle = palette.panel;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillText(words, left, bottom - 3.5);
  context.fillStyle = colour;
}

function drawFull(
  context: CanvasRenderingContext2D,
  scene: BarScene,
  bar: RhythmBar,
  left: number,
  right: number,
  row: PlacedRow,
  palette: Palette,
): void {
  const top = row.top + row.height - fullHeight - 2;
  const width = Math.max(2, right - left);
  context.fillStyle = colourOf(bar.tone, palette);
  context.globalAlpha = bar.tone === 'quiet' ? 0.35 : 1;
  context.fillRect(left, top, width, fullHeight);
  context.globalAlpha = 1;
  context.font = '600 11px "Inter Variable", sans-serif';
  const words = scene.fullName(bar.kind);
  if (context.measureText(words).width + 8 > width) return;
  context.fillStyle = bar.tone === 'quiet' ? palette.ink : palette.panel;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(words, left + 5, top + 11);
}
