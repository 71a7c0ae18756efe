import type { BeatColumns } from './beat-columns.ts';
import { classColour, type Palette } from './palette.ts';
import { invalidSample, pointCount, type TraceSlice } from './trace-slice.ts';
import { frameToX, xToFrame, type Viewport } from './viewport.ts';

/** One lead, ready to be drawn. */
export interface TraceLead {
  /** ADC units per mV, and ADC value at 0 mV. */
  readonly gain: number;
  readonly baseline: number;
  /** CSS pixels from the top of the canvas at which 0 mV lies. */
  readonly zeroY: number;
  /** Extent of the row: nothing is drawn outside of it. */
  readonly top: number;
  readonly height: number;
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
const normal = 0;

/** Draws every lead, and over it the beats that are not normal in the colour of their class. Gaps stay empty. */
export function drawTrace(context: CanvasRenderingContext2D, scene: TraceScene, palette: Palette): void {
  const { view } = scene;
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  scene.leads.forEach((lead, index) => {
    context.save();
    context.beginPath();
    context.rect(view.gutter, lead.top, view.width - view.gutter, lead.height);
    context.clip();
    strokeStretch(context, scene, index, xToFrame(view, view.gutter) - 2, xToFrame(view, view.width) + 2);
    context.strokeStyle = palette.trace;
    context.lineWidth = traceWidth;
    context.stroke();
    for (const label of [1, 2, 3, 4]) {
      if (!traceClass(context, scene, index, label)) continue;
      context.strokeStyle = classColour(palette, label);
      context.lineWidth = beatWidth;
      context.stroke();
    }
    context.restore();
  });
  context.restore();
}

function traceClass(context: CanvasRenderingContext2D, scene: TraceScene, lead: number, label: number): boolean {
  const { beats, view } = scene;
  let any = false;
  context.beginPath();
  for (let index = 0; index < beats.count; index++) {
    if (beats.labels[index] !== label || label === normal) continue;
    const sample = beats.samples[index]!;
    addStretch(context, scene, lead, sample - colouredBefore * view.rate, sample + colouredAfter * view.rate);
    any = true;
  }
  return any;
}

function strokeStretch(
  context: CanvasRenderingContext2D,
  scene: TraceScene,
  lead: number,
  from: number,
  to: number,
): void {
  context.beginPath();
  addStretch(context, scene, lead, from, to);
}

/** Adds the signal of frames [from, to) to the path, connected across slices and broken at gaps. */
function addStretch(
  context: CanvasRenderingContext2D,
  scene: TraceScene,
  lead: number,
  from: number,
  to: number,
): void {
  const { view } = scene;
  const { gain, baseline, zeroY } = scene.leads[lead]!;
  const scaleY = scene.pixelsPerMillivolt / gain;
  const zeroX = frameToX(view, 0);
  let down = false;
  let end = Number.NaN;
  for (const slice of scene.slices) {
    const values = slice.values[lead];
    if (!values || slice.to <= from || slice.from >= to) continue;
    if (slice.from !== end) down = false;
    end = slice.to;
    const points = pointCount(slice, values);
    const framesPerPoint = (slice.to - slice.from) / points;
    const pixelsPerPoint = (framesPerPoint / view.rate) * view.pixelsPerSecond;
    const startX = zeroX + (slice.from / view.rate) * view.pixelsPerSecond;
    const first = Math.max(0, Math.floor((from - slice.from) / framesPerPoint));
    const last = Math.min(points, Math.ceil((to - slice.from) / framesPerPoint));
    const extremes = slice.kind === 'extremes';
    for (let point = first; point < last; point++) {
      const value = extremes ? values[2 * point]! : values[point]!;
      if (value === invalidSample) {
        down = false;
        continue;
      }
      const x = startX + point * pixelsPerPoint;
      const y = zeroY - (value - baseline) * scaleY;
      if (down) context.lineTo(x, y);
      else context.moveTo(x, y);
      down = true;
      if (extremes) context.lineTo(x, zeroY - (values[2 * point + 1]! - baseline) * scaleY);
    }
  }
}
