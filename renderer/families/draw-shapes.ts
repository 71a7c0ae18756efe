/** One curve of a shape. */
export interface Curve {
  /** mV, one value a sample of the grid. */
  readonly values: Float32Array;
  readonly colour: string;
  readonly width: number;
  readonly opacity: number;
  readonly dash?: readonly number[];
}

/** Where curves lie in the canvas. */
export interface ShapeFrame {
  readonly width: number;
  readonly height: number;
  /** mV at the bottom and at the top. */
  readonly lowest: number;
  readonly highest: number;
}

/** Draws curves that share a grid over each other, all of one style in one path. */
export function drawCurves(context: CanvasRenderingContext2D, curves: readonly Curve[], frame: ShapeFrame): void {
  const scale = frame.height / (frame.highest - frame.lowest);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  let started: Curve | null = null;
  const finish = () => started && context.stroke();
  for (const curve of curves) {
    if (!started || !sameStyle(started, curve)) {
      finish();
      context.beginPath();
      context.strokeStyle = curve.colour;
      context.lineWidth = curve.width;
      context.globalAlpha = curve.opacity;
      context.setLineDash([...(curve.dash ?? [])]);
      started = curve;
    }
    const { values } = curve;
    for (let index = 0; index < values.length; index++) {
      const x = (index / Math.max(1, values.length - 1)) * frame.width;
      const y = frame.height - (values[index]! - frame.lowest) * scale;
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }
  finish();
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function sameStyle(one: Curve, other: Curve): boolean {
  return (
    one.colour === other.colour && one.width === other.width && one.opacity === other.opacity && one.dash === other.dash
  );
}

/** Least and greatest value of curves, at least `least` mV apart and with a margin: noise is not blown up to a beat. */
export function extentOf(curves: readonly Float32Array[], least: number): { lowest: number; highest: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const values of curves) {
    for (const value of values) {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  if (!(highest >= lowest)) return { lowest: -least / 2, highest: least / 2 };
  const missing = Math.max(0, least - (highest - lowest)) / 2;
  const margin = (highest - lowest + 2 * missing) * 0.08;
  return { lowest: lowest - missing - margin, highest: highest + missing + margin };
}

/** One lead of one beat out of waveforms that hold beats x leads x length values. */
export function leadOf(waveforms: Float32Array, beat: number, lead: number, grid: { leads: number; length: number }) {
  const start = (beat * grid.leads + lead) * grid.length;
  return waveforms.subarray(start, start + grid.length);
}
