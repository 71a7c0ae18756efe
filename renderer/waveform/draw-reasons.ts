import type { Palette } from './palette.ts';

export interface ReasonScene {
  readonly width: number;
  readonly height: number;
  readonly devicePixelRatio: number;
  /** Milliseconds from the fiducial to the first value, and between values. */
  readonly fromMs: number;
  readonly stepMs: number;
  /** In the lead's unit; NaN in gaps. */
  readonly values: Float32Array;
  /** Above 0 for the first class, below for the second. */
  readonly saliency: Float32Array;
  /** The strongest band of all leads: what is drawn most intensely. */
  readonly strongest: number;
  /** Milliseconds at the left and the right edge. */
  readonly shown: readonly [number, number];
  /** Colours of the two classes. */
  readonly colours: readonly [string, string];
}

const pad = 9;
/** Opacity of the strongest band: the trace stays the loudest. */
const deepest = 0.5;
/** Width of the hatching that tells the second class without colour. */
const hatch = 4;

/** Draws a beat over bands in the colour of the class that each moment spoke for; the second class is hatched as well. */
export function drawReasons(context: CanvasRenderingContext2D, scene: ReasonScene, palette: Palette): void {
  const { width, height, shown, saliency, fromMs, stepMs, strongest } = scene;
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  const x = (ms: number) => ((ms - shown[0]) / (shown[1] - shown[0])) * width;
  grid(context, scene, palette, x);

  for (let index = 0; index < saliency.length; index++) {
    const share = strongest > 0 ? Math.min(1, Math.abs(saliency[index]!) / strongest) : 0;
    const left = x(fromMs + (index - 0.5) * stepMs);
    const right = x(fromMs + (index + 0.5) * stepMs);
    if (share < 0.04 || right < 0 || left > width) continue;
    const second = saliency[index]! < 0;
    context.globalAlpha = deepest * Math.sqrt(share);
    context.fillStyle = scene.colours[second ? 1 : 0];
    context.fillRect(left, 0, right - left + 0.5, height);
    if (second) for (let y = 0; y < height; y += hatch) context.fillRect(left, y, right - left + 0.5, 1);
  }
  context.globalAlpha = 1;
  trace(context, scene, palette, x);
}

function grid(
  context: CanvasRenderingContext2D,
  { height, shown, devicePixelRatio }: ReasonScene,
  palette: Palette,
  x: (ms: number) => number,
): void {
  const pixel = 1 / devicePixelRatio;
  for (let ms = Math.ceil(shown[0] / 40) * 40; ms <= shown[1]; ms += 40) {
    context.fillStyle = ms % 200 === 0 ? palette.grid5 : palette.grid1;
    context.fillRect(Math.round(x(ms)), 0, pixel, height);
  }
  context.strokeStyle = palette.ink3;
  context.setLineDash([2, 3]);
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(x(0)) + 0.5, 0);
  context.lineTo(Math.round(x(0)) + 0.5, height);
  context.stroke();
  context.setLineDash([]);
}

function trace(
  context: CanvasRenderingContext2D,
  { height, values, fromMs, stepMs }: ReasonScene,
  palette: Palette,
  x: (ms: number) => number,
): void {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  const scale = (height - 2 * pad) / Math.max(0.2, highest - lowest);
  context.beginPath();
  let down = false;
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return void (down = false);
    const at = x(fromMs + index * stepMs);
    const y = height - pad - (value - lowest) * scale;
    if (down) context.lineTo(at, y);
    else context.moveTo(at, y);
    down = true;
  });
  context.strokeStyle = palette.trace;
  context.lineWidth = 1.8;
  context.lineJoin = 'round';
  context.stroke();
}
