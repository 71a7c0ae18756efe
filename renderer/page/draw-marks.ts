import { firstBeatFrom, type BeatColumns } from '../waveform/beat-columns.ts';
import type { Palette } from '../waveform/palette.ts';
import { paperPart } from './draw-expanded.ts';
import { frameToPageX, piecesOf, type PageSpace, type PlacedRow } from './place-rows.ts';

/** What lies over the rows and changes most often: drawn on a layer of its own. */
export interface MarkScene {
  readonly space: PageSpace;
  readonly rows: readonly PlacedRow[];
  readonly rate: number;
  readonly beats: BeatColumns;
  readonly selected: (sample: number) => boolean;
  readonly focus: number | null;
  /** Frames that Review would show, in the expanded row, or null. */
  readonly window: { readonly from: number; readonly to: number; readonly words: string } | null;
  /** Frames that are being dragged over, or null. */
  readonly dragged: { readonly from: number; readonly to: number } | null;
}

/** Seconds around the fiducial that a selected beat covers. */
const before = 0.2;
const after = 0.35;

/** Draws the selected beats, the stretch under the pointer, and what Review would open. */
export function drawMarks(context: CanvasRenderingContext2D, scene: MarkScene, palette: Palette): void {
  for (const row of scene.rows) drawSelected(context, scene, row, palette);
  const { dragged, window } = scene;
  if (dragged) {
    for (const { row, left, right } of piecesOf(scene.rows, scene.space, dragged.from, dragged.to)) {
      fill(context, left, row.top, right - left, row.height, palette.accent, 0.14);
      context.strokeStyle = palette.accent;
      context.lineWidth = 1.5;
      context.strokeRect(left, row.top + 0.75, right - left, row.height - 1.5);
    }
  }
  if (window) drawWindow(context, scene, window, palette);
}

function drawSelected(context: CanvasRenderingContext2D, scene: MarkScene, row: PlacedRow, palette: Palette): void {
  const last = firstBeatFrom(scene.beats, row.to);
  for (let index = firstBeatFrom(scene.beats, row.from); index < last; index++) {
    const sample = scene.beats.samples[index]!;
    if (!scene.selected(sample)) continue;
    const left = frameToPageX(scene.space, row, Math.max(row.from, sample - before * scene.rate));
    const right = frameToPageX(scene.space, row, Math.min(row.to, sample + after * scene.rate));
    fill(context, left, row.top, right - left, row.height, palette.accent, 0.14);
    context.strokeStyle = palette.accent;
    context.lineWidth = sample === scene.focus ? 2 : 1.25;
    context.beginPath();
    context.roundRect(left, row.top + 1, Math.max(3, right - left), row.height - 2, 3);
    context.stroke();
  }
}

function drawWindow(
  context: CanvasRenderingContext2D,
  scene: MarkScene,
  window: NonNullable<MarkScene['window']>,
  palette: Palette,
): void {
  for (const { row, left, right } of piecesOf(scene.rows, scene.space, window.from, window.to)) {
    if (!row.expanded) continue;
    const paper = paperPart(row);
    fill(context, left, paper.top, right - left, paper.height, palette.accent, 0.07);
    context.strokeStyle = palette.accent;
    context.lineWidth = 2;
    context.beginPath();
    context.roundRect(left, paper.top, right - left, paper.height, 4);
    context.stroke();
    context.font = '650 11px "Inter Variable", sans-serif';
    const width = context.measureText(window.words).width + 14;
    const bottom = paper.top + paper.height;
    context.fillStyle = palette.accent;
    context.beginPath();
    context.roundRect(left, bottom - 19, width, 19, [0, 4, 0, 4]);
    context.fill();
    context.fillStyle = palette.accentInk;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.fillText(window.words, left + 7, bottom - 5.5);
  }
}

function fill(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: string,
  opacity: number,
): void {
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
}
