import { beatClasses } from '../../app/contract/classes.ts';
import type { BeatColumns } from './beat-columns.ts';
import { classColour, type Palette } from './palette.ts';
import { extremeBars, sampleLine, type Stretch } from './trace-path.ts';
import type { TraceSlice } from './trace-slice.ts';
import { frameToX, xToFrame, type Viewport } from './viewport.ts';

/** One lead, ready to be drawn. */
export interface TraceLead {
  /** ADC units per mV of paper, and ADC value at its 0 mV. */
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
/** Every class but the normal one; by index. */
const ectopicClasses = [...beatClasses.keys()].filter((label) => beatClasses[label] !== 'N');

/** Draws every lead, and over it the beats that are not normal in the colour of their class. Gaps stay empty. */
export function drawTrace(context: CanvasRenderingContext2D, scene: TraceScene, palette: Palette): void {
  const { view } = scene;
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const screen = { from: xToFrame(view, view.gutter) - 2, to: xToFrame(view, view.width) + 2 };
  scene.leads.forEach((lead, index) => {
    context.save();
    context.beginPath();
    context.rect(view.gutter, lead.top, view.width - view.gutter, lead.height);
    context.clip();
    drawStretches(context, scene, index, [screen], traceWidth, palette.trace);
    for (const label of ectopicClasses) {
      const stretches = stretchesOf(scene, label);
      if (stretches.length > 0) drawStretches(context, scene, index, stretches, beatWidth, classColour(palette, label));
    }
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

/** Samples are a stroked line, extremes are filled bars: a line through thousands of bars would be slow to join. */
function drawStretches(
  context: CanvasRenderingContext2D,
  scene: TraceScene,
  lead: number,
  stretches: readonly Stretch[],
  width: number,
  colour: string,
): void {
  const { view } = scene;
  const { gain, baseline, zeroY } = scene.leads[lead]!;
  const scale = {
    zeroX: frameToX(view, 0),
    pixelsPerFrame: view.pixelsPerSecond / view.rate,
    zeroY,
    baseline,
    pixelsPerUnit: scene.pixelsPerMillivolt / gain,
  };
  context.beginPath();
  for (const stretch of stretches) sampleLine(context, scene.slices, lead, stretch, scale);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
  if (!scene.slices.some((slice) => slice.kind === 'extremes')) return;
  context.beginPath();
  for (const stretch of stretches) extremeBars(context, scene.slices, lead, stretch, scale, width);
  context.fillStyle = colour;
  context.fill();
}
