import { beatClasses } from '../../app/contract/classes.ts';
import { firstBeatFrom, type BeatColumns } from '../waveform/beat-columns.ts';
import { drawGlyph } from '../waveform/draw-glyph.ts';
import { drawHatch } from '../waveform/draw-hatch.ts';
import { classColour, type Palette } from '../waveform/palette.ts';
import { invalidSample, type TraceSlice } from '../waveform/trace-slice.ts';
import { beatColours, type ShownClasses } from './beat-colours.ts';
import { frameToPageX, piecesOf, traceWidth, type PageSpace, type PlacedRow } from './place-rows.ts';
import { rowLine } from './row-path.ts';
import type { Extent } from './typical-extent.ts';

/** A stretch of frames [from, to). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface RowLead {
  /** Number of the lead in the slices. */
  readonly place: number;
  /** What fills the row at the height "fit". */
  readonly extent: Extent;
}

/** All that the traces of a page are drawn from. */
export interface RowScene {
  readonly space: PageSpace;
  readonly rows: readonly PlacedRow[];
  readonly rate: number;
  readonly leads: readonly RowLead[];
  readonly sliceOf: (row: PlacedRow) => TraceSlice | null;
  readonly beats: BeatColumns;
  readonly shown: ShownClasses;
  /** 1: a usual beat is as high as its row. */
  readonly magnification: number;
  readonly unreadable: readonly Stretch[];
  readonly devicePixelRatio: number;
}

const lineWidth = 1;
/** Of a row's height, what a usual beat takes; in collapsed rows beats reach into the rows beside them, as on paper. */
const filled = 0.84;
const overlapping = 1.1;
const normal = beatClasses.indexOf('N');

/** Where one lead lies in a row and how high it is drawn. */
export interface Lane {
  readonly middle: number;
  readonly pixelsPerUnit: number;
  readonly y: (value: number) => number;
}

/** Leads share a row from top to bottom. A beat taller than usual reaches into the rows beside it, as on paper. */
export function lanesOf(scene: Pick<RowScene, 'leads' | 'magnification'>, row: PlacedRow): Lane[] {
  const height = row.height / Math.max(1, scene.leads.length);
  return scene.leads.map(({ extent }, index) => {
    const middle = row.top + (index + 0.5) * height;
    const centre = (extent.low + extent.high) / 2;
    const pixelsPerUnit =
      (scene.magnification * height * (row.expanded ? filled : overlapping)) / (extent.high - extent.low);
    return { middle, pixelsPerUnit, y: (value) => middle - (value - centre) * pixelsPerUnit };
  });
}

/** Draws the traces of all rows but the expanded one, in the colours of their beats, with the marks of the rare ones. */
export function drawRows(context: CanvasRenderingContext2D, scene: RowScene, palette: Palette): void {
  drawUnreadable(context, scene, palette);
  context.lineWidth = lineWidth;
  context.lineJoin = 'round';
  const rows = scene.rows.filter((row) => !row.expanded);
  for (const row of rows) drawTraces(context, scene, row, palette);
  for (const row of rows) drawGlyphs(context, scene, row, palette);
}

/** One row, a path a colour. */
function drawTraces(context: CanvasRenderingContext2D, scene: RowScene, row: PlacedRow, palette: Palette): void {
  const { space } = scene;
  const slice = scene.sliceOf(row);
  if (!slice) return;
  const paths = beatClasses.map(() => new Path2D());
  const lanes = lanesOf(scene, row);
  scene.leads.forEach(({ place }, index) => {
    rowLine(paths, {
      slice,
      lead: place,
      from: row.from,
      to: row.to,
      left: space.left,
      pixelsPerFrame: traceWidth(space) / space.rowFrames,
      devicePixelRatio: scene.devicePixelRatio,
      y: lanes[index]!.y,
      colourAt: beatColours(scene.beats, row.from, scene.rate, scene.shown),
    });
  });
  paths.forEach((path, label) => {
    context.strokeStyle = label === normal ? palette.trace : classColour(palette, label);
    context.stroke(path);
  });
}

/** Hatches what cannot be read. */
function drawUnreadable(context: CanvasRenderingContext2D, scene: RowScene, palette: Palette): void {
  for (const { from, to } of scene.unreadable) {
    for (const { row, left, right } of piecesOf(scene.rows, scene.space, from, to)) {
      drawHatch(context, { left, top: row.top, width: right - left, height: row.height, origin: left }, palette.ink3);
    }
  }
}

/** S and F stand above the trace and V hangs below it, so that a page without colour still reads. */
function drawGlyphs(context: CanvasRenderingContext2D, scene: RowScene, row: PlacedRow, palette: Palette): void {
  const lane = lanesOf(scene, row)[0];
  const slice = scene.sliceOf(row);
  if (!lane || !slice) return;
  const size = Math.min(7, Math.max(4, row.height * 0.3));
  const reach = 0.08 * scene.rate;
  const last = firstBeatFrom(scene.beats, row.to);
  for (let index = firstBeatFrom(scene.beats, row.from); index < last; index++) {
    const label = scene.beats.labels[index]!;
    if (label === normal || !scene.shown[label]) continue;
    const sample = scene.beats.samples[index]!;
    const [low, high] = extremesAround(slice, scene.leads[0]!.place, sample, reach);
    const below = label === beatClasses.indexOf('V');
    const edge = below ? lane.y(low) + size * 0.8 : lane.y(high) - size * 0.8;
    const y = Math.min(row.top + row.height + size, Math.max(row.top - size / 2, edge));
    drawGlyph(context, label, frameToPageX(scene.space, row, sample), y, size, classColour(palette, label));
  }
}

/** Least and greatest ADC value of a slice within `reach` frames of a sample; both 0 where there is none. */
export function extremesAround(slice: TraceSlice, lead: number, sample: number, reach: number): [number, number] {
  const values = slice.values[lead];
  if (!values) return [0, 0];
  const framesPerPoint = (slice.to - slice.from) / (values.length >> 1);
  const first = Math.max(0, Math.floor((sample - reach - slice.from) / framesPerPoint));
  const last = Math.min((values.length >> 1) - 1, Math.floor((sample + reach - slice.from) / framesPerPoint));
  let low = Infinity;
  let high = -Infinity;
  for (let point = first; point <= last; point++) {
    if (values[2 * point] === invalidSample) continue;
    low = Math.min(low, values[2 * point]!);
    high = Math.max(high, values[2 * point + 1]!);
  }
  return high >= low ? [low, high] : [0, 0];
}
