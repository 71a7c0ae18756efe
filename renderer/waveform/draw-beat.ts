import { finestGridPixels } from './draw-grid.ts';
import type { Palette } from './palette.ts';
import { invalidSample } from './trace-slice.ts';

export interface BeatScene {
  readonly width: number;
  readonly height: number;
  readonly devicePixelRatio: number;
  /** ADC values from `before` to `after` around the fiducial, of one lead. */
  readonly values: Int32Array;
  /** ADC units per mV of paper, and ADC value at its 0 mV. */
  readonly gain: number;
  readonly baseline: number;
  /** Seconds before and after the fiducial. */
  readonly before: number;
  readonly after: number;
  readonly colour: string;
}

/** Draws one beat on paper of its own scale: the grid says 40 ms and 0.1 mV as everywhere, the curve fills the height. */
export function drawBeat(context: CanvasRenderingContext2D, scene: BeatScene, palette: Palette): void {
  const { width, height, before, after, values } = scene;
  const pixelsPerSecond = width / (before + after);
  const [lowest, highest] = extent(scene);
  const pad = 10;
  const scaleY = (height - 2 * pad) / (highest - lowest);
  const y = (millivolt: number) => height - pad - (millivolt - lowest) * scaleY;
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  const pixel = 1 / scene.devicePixelRatio;
  const lines = (seconds: number, millivolt: number, colour: string) => {
    context.fillStyle = colour;
    for (let time = -Math.floor(before / seconds) * seconds; time <= after; time += seconds) {
      context.fillRect(Math.round((time + before) * pixelsPerSecond), 0, pixel, height);
    }
    const low = Math.ceil((lowest - pad / scaleY) / millivolt) * millivolt;
    for (let level = low; y(level) >= 0; level += millivolt) context.fillRect(0, Math.round(y(level)), width, pixel);
  };
  if (0.1 * scaleY >= finestGridPixels) lines(0.04, 0.1, palette.grid1);
  if (0.5 * scaleY >= finestGridPixels) lines(0.2, 0.5, palette.grid5);
  context.setLineDash([2, 3]);
  context.strokeStyle = scene.colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(before * pixelsPerSecond) + 0.5, 0);
  context.lineTo(Math.round(before * pixelsPerSecond) + 0.5, height);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  let down = false;
  values.forEach((value, index) => {
    if (value === invalidSample) {
      down = false;
      return;
    }
    const x = (index / Math.max(1, values.length - 1)) * width;
    if (down) context.lineTo(x, y((value - scene.baseline) / scene.gain));
    else context.moveTo(x, y((value - scene.baseline) / scene.gain));
    down = true;
  });
  context.strokeStyle = palette.trace;
  context.lineWidth = 1.8;
  context.lineJoin = 'round';
  context.stroke();
}

/** Lowest and highest mV of the beat, at least 1 mV apart so that noise is not blown up. */
function extent(scene: BeatScene): [number, number] {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of scene.values) {
    if (value === invalidSample) continue;
    lowest = Math.min(lowest, (value - scene.baseline) / scene.gain);
    highest = Math.max(highest, (value - scene.baseline) / scene.gain);
  }
  if (!(highest >= lowest)) return [-0.5, 0.5];
  const missing = Math.max(0, 1 - (highest - lowest)) / 2;
  return [lowest - missing, highest + missing];
}
