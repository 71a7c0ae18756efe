import { beatClasses } from '../../app/contract/classes.ts';
import { drawHatch } from './draw-hatch.ts';
import { drawGlyph } from './draw-glyph.ts';
import { classAxis, overviewX, rateAxis, rateLane, timeLane, type OverviewGeometry } from './overview-layout.ts';
import type { Palette } from './palette.ts';
import { poorStretches } from './poor-stretches.ts';
import { axisStep } from './time-marks.ts';
import { formatTime } from '../format/time.ts';

type Stretch = { readonly from: number; readonly to: number };

export interface OverviewScene {
  readonly geometry: OverviewGeometry;
  /** Seconds of the recording. */
  readonly duration: number;
  readonly buckets: number;
  /** Beats a minute per bucket; NaN where there is none. */
  readonly heartRate: Float32Array;
  /** Beats per bucket and class: a bucket has one figure a class. */
  readonly counts: Uint32Array;
  /** Parts that cannot be read, in frames, and what they are called. */
  readonly unreadable: readonly Stretch[];
  readonly unreadableWord: string;
  /** Quality of each second, 0 to 100; empty where it is not known. */
  readonly quality: Uint8Array;
}

const small = '400 11px "Inter Variable", sans-serif';
const normal = beatClasses.indexOf('N');
const supraventricular = beatClasses.indexOf('S');
const ventricular = beatClasses.indexOf('V');
const fusion = beatClasses.indexOf('F');
const unknown = beatClasses.indexOf('Q');

/** Draws the whole recording: heart rate, ectopic beats by bucket, time. */
export function drawOverview(context: CanvasRenderingContext2D, scene: OverviewScene, palette: Palette): void {
  context.textBaseline = 'alphabetic';
  drawUnreadable(context, scene, palette);
  drawPoor(context, scene, palette);
  drawRate(context, scene, palette);
  drawClasses(context, scene, palette);
  drawTime(context, scene, palette);
  nameHatch(context, scene, palette);
}

/** Narrowest hatch that is still seen. */
const narrowest = 3;

/** Hatches what cannot be read. */
function drawUnreadable(context: CanvasRenderingContext2D, scene: OverviewScene, palette: Palette): void {
  let end = 0;
  for (const stretch of scene.unreadable) {
    const { left, right } = hatchOf(scene, stretch);
    if (right <= end) continue;
    const place = { left, top: rateLane.top, width: right - left, height: rateLane.height, origin: left };
    drawHatch(context, place, palette.ink3);
    end = right;
  }
}

/** Bars along the foot of the rate lane where the quality of the signal is poor. */
function drawPoor(context: CanvasRenderingContext2D, scene: OverviewScene, palette: Palette): void {
  const { geometry, quality, duration } = scene;
  const pixelSeconds = duration / Math.max(1, geometry.width - geometry.gutter - geometry.right);
  const x = (second: number) => overviewX(geometry, (second / duration) * geometry.frames);
  context.fillStyle = palette.warn;
  for (const { from, to } of poorStretches(quality, 0, duration, pixelSeconds)) {
    context.fillRect(x(from), rateLane.top + rateLane.height - 2, Math.max(1, x(Math.min(to, duration)) - x(from)), 2);
  }
}

/** Says beside the widest hatch what hatches mean, clear of the lines behind it. */
function nameHatch(context: CanvasRenderingContext2D, scene: OverviewScene, palette: Palette): void {
  const [widest] = scene.unreadable.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  if (!widest) return;
  const { left, right } = hatchOf(scene, widest);
  context.font = small;
  context.textAlign = 'left';
  const width = context.measureText(scene.unreadableWord).width;
  const before = left - width - 6;
  const x = before > scene.geometry.gutter ? before : right + 6;
  context.fillStyle = palette.panel;
  context.fillRect(x - 2, rateLane.top - 2, width + 4, 14);
  context.fillStyle = palette.ink2;
  context.fillText(scene.unreadableWord, x, rateLane.top + 9);
}

function hatchOf({ geometry }: OverviewScene, { from, to }: Stretch): { left: number; right: number } {
  const left = overviewX(geometry, from);
  return { left, right: Math.max(left + narrowest, overviewX(geometry, to)) };
}

function drawRate(context: CanvasRenderingContext2D, scene: OverviewScene, palette: Palette): void {
  const { geometry, heartRate, buckets } = scene;
  const { lowest, highest, steps } = rateAxis(heartRate);
  const y = (rate: number) => rateLane.top + 4 + (1 - (rate - lowest) / (highest - lowest)) * (rateLane.height - 8);
  context.font = small;
  context.textAlign = 'right';
  for (const rate of steps) {
    context.fillStyle = palette.fineLine;
    context.fillRect(geometry.gutter, Math.round(y(rate)), geometry.width - geometry.gutter - geometry.right, 1);
    context.fillStyle = palette.ink2;
    context.fillText(String(rate), geometry.gutter - 7, y(rate) + 4);
  }
  context.beginPath();
  let down = false;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const rate = heartRate[bucket]!;
    if (!(rate > 0)) {
      down = false;
      continue;
    }
    const x = overviewX(geometry, ((bucket + 0.5) / buckets) * geometry.frames);
    if (down) context.lineTo(x, y(Math.min(rate, highest)));
    else context.moveTo(x, y(Math.min(rate, highest)));
    down = true;
  }
  context.strokeStyle = palette.classes[normal] ?? palette.ink2;
  context.lineWidth = 1.1;
  context.lineJoin = 'round';
  context.stroke();
}

/**
 * S rises blue from the axis, F above it in its own colour, V hangs below; Q hangs below V. Height is the root of the share
 * of beats: a single beat is still seen, and a run is not all there is.
 */
function drawClasses(context: CanvasRenderingContext2D, scene: OverviewScene, palette: Palette): void {
  const { geometry, counts, buckets } = scene;
  drawGlyph(context, supraventricular, geometry.gutter - 22, classAxis - 6, 7, palette.classes[supraventricular]!);
  drawGlyph(context, fusion, geometry.gutter - 11, classAxis - 6, 7, palette.classes[fusion]!);
  drawGlyph(context, ventricular, geometry.gutter - 11, classAxis + 6, 7, palette.classes[ventricular]!);
  context.fillStyle = palette.line;
  context.fillRect(geometry.gutter, classAxis, geometry.width - geometry.gutter - geometry.right, 1);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const left = overviewX(geometry, (bucket / buckets) * geometry.frames);
    const width = Math.max(1, overviewX(geometry, ((bucket + 1) / buckets) * geometry.frames) - left - 1);
    const of = (label: number) => counts[bucket * beatClasses.length + label] ?? 0;
    const beats = beatClasses.reduce((sum, _, label) => sum + of(label), 0);
    let above = classAxis;
    let below = classAxis + 1;
    for (const [label, most] of [
      [supraventricular, 9],
      [fusion, 9],
      [ventricular, 12],
      [unknown, 12],
    ] as const) {
      if (of(label) === 0) continue;
      const height = Math.max(2, Math.round(Math.sqrt(of(label) / beats) * most));
      context.fillStyle = palette.classes[label]!;
      if (label === supraventricular || label === fusion) {
        above -= height;
        context.fillRect(left, above, width, height);
      } else {
        context.fillRect(left, below, width, height);
        below += height;
      }
    }
  }
}

function drawTime(context: CanvasRenderingContext2D, scene: OverviewScene, palette: Palette): void {
  const { geometry, duration } = scene;
  const across = geometry.width - geometry.gutter - geometry.right;
  const step = axisStep(duration, across, 140);
  context.font = small;
  context.textAlign = 'center';
  context.fillStyle = palette.ink2;
  for (let seconds = 0; seconds <= duration; seconds += step) {
    const text = step % 60 === 0 ? formatTime(seconds).slice(0, -3) : formatTime(seconds);
    const half = context.measureText(text).width / 2;
    const x = overviewX(geometry, (seconds / duration) * geometry.frames);
    const kept = Math.min(Math.max(x, geometry.gutter + half), geometry.width - geometry.right - half);
    context.fillText(text, kept, timeLane.top + 13);
  }
}
