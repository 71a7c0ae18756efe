import { beatClasses } from '../../app/contract/classes.ts';
import { firstBeatFrom } from '../waveform/beat-columns.ts';
import { drawGlyph } from '../waveform/draw-glyph.ts';
import { drawGrid } from '../waveform/draw-grid.ts';
import { classColour, type Palette } from '../waveform/palette.ts';
import { beatColours } from './beat-colours.ts';
import { lanesOf, type RowScene } from './draw-rows.ts';
import { frameToPageX, traceWidth, type PlacedRow } from './place-rows.ts';
import { rowLine } from './row-path.ts';

/** Rows of glyphs and letters above the paper, and of bars below it; CSS pixels. */
export const expandedHead = 24;
export const expandedFoot = 20;

export interface ExpandedScene extends RowScene {
  readonly pixelsPerMillimetre: number;
}

/** The part of an expanded row that is paper. */
export function paperPart(row: PlacedRow): PlacedRow {
  return { ...row, top: row.top + expandedHead, height: Math.max(1, row.height - expandedHead - expandedFoot) };
}

/** Draws the expanded row as paper: a grid in millimetres, the trace in the colours of its beats, a letter over each beat. */
export function drawExpanded(
  context: CanvasRenderingContext2D,
  scene: ExpandedScene,
  row: PlacedRow,
  palette: Palette,
): void {
  const { space } = scene;
  const paper = paperPart(row);
  const width = traceWidth(space);
  context.save();
  context.beginPath();
  context.rect(space.left, paper.top, width, paper.height);
  context.clip();
  context.translate(space.left, 0);
  const view = {
    rate: scene.rate,
    frames: space.rowFrames,
    start: 0,
    width,
    gutter: 0,
    pixelsPerSecond: (width / space.rowFrames) * scene.rate,
    devicePixelRatio: scene.devicePixelRatio,
  };
  const { pixelsPerMillimetre } = scene;
  drawGrid(context, { view, pixelsPerMillimetre, top: paper.top, height: paper.height, scrollTop: 0 }, palette);
  context.translate(-space.left, 0);
  drawTraces(context, scene, paper, palette);
  context.restore();
  drawLetters(context, scene, row, palette);
}

function drawTraces(context: CanvasRenderingContext2D, scene: ExpandedScene, paper: PlacedRow, palette: Palette): void {
  const slice = scene.sliceOf(paper);
  if (!slice) return;
  const paths = beatClasses.map(() => new Path2D());
  const lanes = lanesOf(scene, paper);
  scene.leads.forEach(({ place }, index) => {
    rowLine(paths, {
      slice,
      lead: place,
      from: paper.from,
      to: paper.to,
      left: scene.space.left,
      pixelsPerFrame: traceWidth(scene.space) / scene.space.rowFrames,
      devicePixelRatio: scene.devicePixelRatio,
      y: lanes[index]!.y,
      colourAt: beatColours(scene.beats, paper.from, scene.rate, scene.shown),
    });
  });
  context.lineWidth = 1.2;
  context.lineJoin = 'round';
  paths.forEach((path, label) => {
    context.strokeStyle = label === 0 ? palette.trace : classColour(palette, label);
    context.stroke(path);
  });
}

/** A glyph over a letter for every beat; where letters would lie in one another, only rare beats keep theirs. */
function drawLetters(context: CanvasRenderingContext2D, scene: ExpandedScene, row: PlacedRow, palette: Palette): void {
  const last = firstBeatFrom(scene.beats, row.to);
  context.font = '600 10px "Inter Variable", sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  let free = -Infinity;
  for (let index = firstBeatFrom(scene.beats, row.from); index < last; index++) {
    const label = scene.beats.labels[index]!;
    if (scene.shown[label] === false) continue;
    const x = frameToPageX(scene.space, row, scene.beats.samples[index]!);
    const colour = classColour(palette, label);
    drawGlyph(context, label, x, row.top + 6, label === 0 ? 4 : 6.5, colour);
    if (x < free && label === 0) continue;
    context.fillStyle = colour;
    context.fillText(beatClasses[label] ?? '', x, row.top + 20);
    free = x + 9;
  }
}
