import { type BeatColumns, noBeats } from './beat-columns.ts';
import { CanvasLayer } from './canvas-layer.ts';
import { type Calipers, type CaliperWords, drawCalipers } from './calipers.ts';
import { type Chip, layoutChips, layoutIntervals } from './chip-layout.ts';
import { drawHatch, poorHatch } from './draw-hatch.ts';
import { drawGrid, drawLeadHeads, type GridScene } from './draw-grid.ts';
import { drawLabels, dropHeight, headHeight, type LabelScene } from './draw-labels.ts';
import { drawSelection } from './draw-selection.ts';
import { drawTrace } from './draw-trace.ts';
import { leadRows, overlaidRows, type LeadRow } from './lead-rows.ts';
import type { Palette } from './palette.ts';
import { poorStretches } from './poor-stretches.ts';
import { selectionColumns } from './selection-layout.ts';
import { timeMarks } from './time-marks.ts';
import type { TraceSlice } from './trace-slice.ts';
import { frameToX, xToFrame, type Viewport } from './viewport.ts';

/** What a lead is called, and how its ADC values stand on the paper: ADC units a mV of paper, and ADC value on its 0 mV. */
export interface PaperLead {
  readonly name: string;
  /** How much the calibration pulse is, with its unit, and what the baseline stands for where that is not 0. */
  readonly pulse: string;
  readonly zero: string;
  readonly gain: number;
  readonly baseline: number;
  /** How many times its own size it is drawn, negative upside down; `gain` has it already. */
  readonly factor: number;
}

/** Everything the paper shows. Replaced whole; what differs decides which layers are painted again. */
export interface PaperState {
  readonly view: Viewport;
  /** CSS pixels: of the visible paper with the rows above it. */
  readonly height: number;
  /** How far the leads are scrolled down, CSS pixels. */
  readonly scrollTop: number;
  readonly pixelsPerMillimetre: number;
  readonly pixelsPerMillivolt: number;
  readonly leads: readonly PaperLead[];
  /** Whether all leads lie over each other in one row. */
  readonly overlaid: boolean;
  readonly slices: readonly TraceSlice[];
  readonly beats: BeatColumns;
  /** Positions of the selected beats. */
  readonly selected: { has(sample: number): boolean };
  readonly calipers: Calipers | null;
  /** Parts that cannot be read, in frames, ascending. */
  readonly unreadable: readonly { readonly from: number; readonly to: number }[];
  /** Quality of each second, 0 to 100; empty where it is not known or not to be shown. */
  readonly quality: Uint8Array;
  /** Whether the row of intervals says beats a minute. */
  readonly perMinute: boolean;
  /** Frames of beats that a reference has and nobody shows. */
  readonly missed: Int32Array;
  /** Beat that was just jumped to, or null. */
  readonly flash: number | null;
  readonly palette: Palette;
  readonly words: LabelScene['words'] & { readonly calipers: CaliperWords; readonly unreadable: string };
}

const layerNames = ['grid', 'trace', 'labels', 'selection'] as const;
type LayerName = (typeof layerNames)[number];

/** What each layer is drawn from. */
const sources: Readonly<Record<LayerName, readonly (keyof PaperState)[]>> = {
  grid: [
    'view',
    'height',
    'scrollTop',
    'pixelsPerMillimetre',
    'pixelsPerMillivolt',
    'leads',
    'overlaid',
    'unreadable',
    'quality',
    'palette',
  ],
  trace: ['view', 'height', 'scrollTop', 'pixelsPerMillivolt', 'leads', 'overlaid', 'slices', 'beats', 'palette'],
  labels: ['view', 'beats', 'selected', 'perMinute', 'words', 'palette'],
  selection: ['view', 'height', 'beats', 'selected', 'missed', 'calipers', 'flash', 'palette'],
};

/** Calibrated paper on a stack of canvases: grid, trace, labels, selection. */
export class PaperCanvas {
  readonly #layers: Readonly<Record<LayerName, CanvasLayer>>;
  #state: PaperState | null = null;
  #frame = 0;
  #chips: readonly Chip[] = [];

  constructor(host: HTMLElement) {
    this.#layers = {
      grid: new CanvasLayer(host, 'grid', (context) => this.#paintGrid(context)),
      trace: new CanvasLayer(host, 'trace', (context) => this.#paintTrace(context)),
      labels: new CanvasLayer(host, 'labels', (context) => this.#paintLabels(context)),
      selection: new CanvasLayer(host, 'selection', (context) => this.#paintSelection(context)),
    };
  }

  /** Shows another state in the next animation frame. */
  show(state: PaperState): void {
    const before = this.#state;
    this.#state = state;
    const sameSize =
      before?.view.width === state.view.width &&
      before.height === state.height &&
      before.view.devicePixelRatio === state.view.devicePixelRatio;
    for (const name of layerNames) {
      const layer = this.#layers[name];
      const height = name === 'labels' ? Math.min(state.height, headHeight + dropHeight) : state.height;
      if (!sameSize) layer.resize(state.view.width, height, state.view.devicePixelRatio);
      else if (sources[name].some((key) => before[key] !== state[key])) layer.mark();
    }
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const name of layerNames) this.#layers[name].canvas.remove();
  }

  #paint(): void {
    this.#frame = 0;
    const state = this.#state;
    if (!state) return;
    const selected = this.#selected(state);
    this.#chips = layoutChips(state.beats, (frame) => frameToX(state.view, frame), selected);
    for (const name of layerNames) this.#layers[name].paintIfStale(state.view.devicePixelRatio);
  }

  #selected(state: PaperState): (index: number) => boolean {
    return (index) => state.selected.has(state.beats.samples[index] ?? -1);
  }

  #paintGrid(context: CanvasRenderingContext2D): void {
    const state = this.#state;
    if (!state) return;
    const scene = gridScene(state);
    clipToPaper(context, state);
    drawGrid(context, scene, state.palette);
    drawPoor(context, state);
    drawUnreadable(context, state);
    const rows = rowsOf(state);
    const heads = state.leads.map((lead, index) => ({
      ...lead,
      row: rows[index]!,
      line: state.overlaid ? index : 0,
      colour: traceColour(state, index),
    }));
    drawLeadHeads(context, scene, heads, state.pixelsPerMillivolt, state.palette);
    context.restore();
  }

  #paintTrace(context: CanvasRenderingContext2D): void {
    const state = this.#state;
    if (!state) return;
    const rows = rowsOf(state);
    const leads = state.leads.map((lead, index) => {
      const row = rows[index]!;
      const top = headHeight + row.top - state.scrollTop;
      const zeroY = headHeight + row.baseline - state.scrollTop;
      // With few leads a tall beat may reach into its neighbour's row, as on paper.
      const whole = { top: headHeight, height: state.height - headHeight };
      const place = state.overlaid || state.leads.length <= 2 ? whole : { top, height: row.height };
      return { ...lead, zeroY, ...place, colour: traceColour(state, index) };
    });
    clipToPaper(context, state);
    const { view, pixelsPerMillivolt, slices, beats } = state;
    drawTrace(context, { view, pixelsPerMillivolt, leads, slices, beats }, state.palette);
    context.restore();
  }

  #paintLabels(context: CanvasRenderingContext2D): void {
    const state = this.#state;
    if (!state) return;
    const { view, words } = state;
    const x = (frame: number) => frameToX(view, frame);
    drawLabels(
      context,
      {
        width: view.width,
        gutter: view.gutter,
        marks: timeMarks(view),
        chips: this.#chips,
        intervals: layoutIntervals(state.beats, view.rate, x, this.#selected(state), state.perMinute),
        words,
      },
      state.palette,
    );
  }

  #paintSelection(context: CanvasRenderingContext2D): void {
    const state = this.#state;
    if (!state) return;
    const { view, height, beats } = state;
    const x = (frame: number) => frameToX(view, frame);
    const selected = this.#selected(state);
    const flash = { ...noBeats, count: 1, samples: Int32Array.of(state.flash ?? 0) };
    const scene = {
      width: view.width,
      height,
      gutter: view.gutter,
      columns: selectionColumns(beats, view.rate, x, selected),
      missed: [...state.missed].map(x).filter((left) => left >= view.gutter && left <= view.width),
      chips: this.#chips.filter((chip) => selected(chip.beat)).map((chip) => chip.x),
      flash: state.flash === null ? null : (selectionColumns(flash, view.rate, x, () => true)[0] ?? null),
    };
    drawSelection(context, scene, state.palette);
    const { calipers, pixelsPerMillimetre, palette } = state;
    if (calipers) drawCalipers(context, calipers, view, pixelsPerMillimetre, height, palette, state.words.calipers);
  }
}

/** Hatches seconds of poor quality, paler than what cannot be read at all. */
function drawPoor(context: CanvasRenderingContext2D, { view, height, quality, palette }: PaperState): void {
  if (quality.length === 0) return;
  const from = xToFrame(view, view.gutter) / view.rate;
  const to = xToFrame(view, view.width) / view.rate;
  for (const stretch of poorStretches(quality, from, to, 2 / view.pixelsPerSecond)) {
    const origin = frameToX(view, stretch.from * view.rate);
    const left = Math.max(view.gutter, origin);
    const width = Math.max(1, Math.min(view.width, frameToX(view, stretch.to * view.rate)) - left);
    const place = { left, top: headHeight, width, height: height - headHeight, origin };
    drawHatch(context, place, palette.warn, poorHatch);
  }
}

/** Leads that lie over each other are told apart by ink; their names stand in the same. */
function traceColour({ overlaid, palette }: PaperState, index: number): string {
  const inks = [palette.trace, palette.ink3, palette.warn, palette.accent];
  return (overlaid ? inks[index % inks.length] : undefined) ?? palette.trace;
}

/** Hatches what cannot be read, and says so where there is room. */
function drawUnreadable(
  context: CanvasRenderingContext2D,
  { view, height, unreadable, words, palette }: PaperState,
): void {
  context.font = '400 11px "Inter Variable", sans-serif';
  context.textAlign = 'left';
  for (const { from, to } of unreadable) {
    const origin = frameToX(view, from);
    const left = Math.max(view.gutter, origin);
    const width = Math.min(view.width, frameToX(view, to)) - left;
    if (width <= 0) continue;
    drawHatch(context, { left, top: headHeight, width, height: height - headHeight, origin }, palette.ink3);
    const across = context.measureText(words.unreadable).width;
    if (across + 12 > width) continue;
    context.fillStyle = palette.paper;
    context.fillRect(left + 3, headHeight + dropHeight + 2, across + 6, 16);
    context.fillStyle = palette.ink2;
    context.fillText(words.unreadable, left + 6, headHeight + dropHeight + 14);
  }
}

/** Height that all leads need, the rows above the paper included. */
export function contentHeight(leads: number, height: number, pixelsPerMillimetre: number): number {
  const last = leadRows(leads, height - headHeight, pixelsPerMillimetre).at(-1);
  return headHeight + (last ? last.top + last.height : 0);
}

function rowsOf(state: PaperState): LeadRow[] {
  const rows = state.overlaid ? overlaidRows : leadRows;
  return rows(state.leads.length, state.height - headHeight, state.pixelsPerMillimetre);
}

function gridScene(state: PaperState): GridScene {
  return {
    view: state.view,
    pixelsPerMillimetre: state.pixelsPerMillimetre,
    top: headHeight,
    height: state.height - headHeight,
    scrollTop: state.scrollTop,
  };
}

function clipToPaper(context: CanvasRenderingContext2D, state: PaperState): void {
  context.save();
  context.beginPath();
  context.rect(0, headHeight, state.view.width, state.height - headHeight);
  context.clip();
}
