import { beatClasses } from '../../app/contract/classes.ts';
import type { BeatColumns } from './beat-columns.ts';
import { classColour, type Palette } from './palette.ts';
import { columnOutline } from './column-outline.ts';
import { traceColumns, type TraceColumns } from './trace-columns.ts';
import { sampleLine, type Stretch } from './trace-path.ts';
import type { TraceSlice } from './trace-slice.ts';
import { framesPerPixel, frameToX, xToFrame, type Viewport } from './viewport.ts';

/** One lead, ready to be drawn. */
export interface TraceLead {
  /** ADC units per mV of paper, negative where it is drawn upside down, and ADC value at its 0 mV. */
  readonly gain: number;
  readonly baseline: number;
  /** CSS pixels from the top of the canvas at which 0 mV lies. */
  readonly zeroY: number;
  /** Extent of the row: nothing is drawn outside of it. */
  readonly top: number;
  readonly height: number;
  readonly colour: string;
}

export interface TraceScene {
  readonly view: Viewport;
  readonly pixelsPerMillivolt: number;
  readonly leads: readonly TraceLead[];
  readonly slices: readonly TraceSlice[];
  readonly beats: BeatColumns;
}

const traceWidth = 1.35;
const beatWidth = 2;
/** The part of the trace that takes the colour of its beat, seconds around the fiducial. */
const colouredBefore = 0.09;
const colouredAfter = 0.17;
/** A beat narrower than so many CSS pixels is not coloured: its neighbours would be hidden. */
const narrowestColour = 2;
/** Every class but the normal one; by index. */
const ectopicClasses = [...beatClasses.keys()].filter((label) => beatClasses[label] !== 'N');

/** Draws every lead, and over it the beats that are not normal in the colour of their class. Gaps stay empty. */
export function drawTrace(context: CanvasRenderingContext2D, scene: TraceScene, palette: Palette): void {
  const { view } = scene;
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const screen = { from: xToFrame(view, view.gutter) - 2, to: xToFrame(view, view.width) + 2 };
  const wideEnough = (colouredBefore + colouredAfter) * view.pixelsPerSecond >= narrowestColour;
  const coloured = (wideEnough ? ectopicClasses : [])
    .map((label) => ({ label, stretches: stretchesOf(scene, label) }))
    .filter(({ stretches }) => stretches.length > 0);
  scene.leads.forEach((lead, index) => {
    context.save();
    context.beginPath();
    context.rect(view.gutter, lead.top, view.width - view.gutter, lead.height);
    context.clip();
    const columns = columnsOf(scene, index);
    drawStretches(context, scene, index, [screen], traceWidth, lead.colour, columns);
    for (const { label, stretches } of coloured)
      drawStretches(context, scene, index, stretches, beatWidth, classColour(palette, label), columns);
    context.restore();
  });
  context.restore();
}

/** The parts of the signal that take the colour of a class. */
function stretchesOf({ beats, view }: TraceScene, label: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let index = 0; index < beats.count; index++) {
    if (beats.labels[index] !== label) continue;
    const sample = beats.samples[index]!;
    stretches.push({ from: sample - colouredBefore * view.rate, to: sample + colouredAfter * view.rate });
  }
  return stretches;
}

/** Samples are a stroked line, extremes an outline that is filled: a line through thousands of bars would be slow to join. */
function drawStretches(
  context: CanvasRenderingContext2D,
  scene: TraceScene,
  lead: number,
  stretches: readonly Stretch[],
  width: number,
  colour: string,
  columns: TraceColumns | null,
): void {
  const { view } = scene;
  const { gain, baseline, zeroY } = scene.leads[lead]!;
  const value = { zeroY, baseline, pixelsPerUnit: scene.pixelsPerMillivolt / gain };
  const pixelsPerFrame = view.pixelsPerSecond / view.rate;
  context.beginPath();
  for (const stretch of stretches)
    sampleLine(context, scene.slices, lead, stretch, { ...value, zeroX: frameToX(view, 0), pixelsPerFrame });
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  if (!columns) return;
  const columnWidth = 1 / view.devicePixelRatio;
  const columnAt = (frame: number) => Math.round((frameToX(view, frame) - view.gutter) / columnWidth);
  const scale = { ...value, left: view.gutter, columnWidth };
  context.beginPath();
  for (const { from, to } of stretches) columnOutline(context, columns, columnAt(from), columnAt(to), scale, width);
  context.fillStyle = colour;
  context.fill();
}

/** The columns of pixels beside the gutter, where something is shown from afar. */
function columnsOf({ slices, view }: TraceScene, lead: number): TraceColumns | null {
  const far = slices.filter((slice) => slice.kind === 'extremes');
  if (far.length === 0) return null;
  return traceColumns(far, lead, {
    start: xToFrame(view, view.gutter),
    framesPerColumn: framesPerPixel(view) / view.devicePixelRatio,
    columns: Math.max(0, Math.ceil((view.width - view.gutter) * view.devicePixelRatio)),
  });
}
