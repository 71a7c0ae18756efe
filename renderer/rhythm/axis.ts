/** A stretch of an axis with the values that are written beside it. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const stepShapes = [1, 2, 2.5, 4, 5, 10];

/** The smallest of 1, 2, 2.5, 4, 5 times a power of ten that leaves no more than `most` steps. */
export function axisStepOf(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(span, 1e-12) / most));
  return (stepShapes.find((shape) => span / (shape * power) <= most) ?? 10) * power;
}

/** An axis over at least [low, high], from one written value to another. */
export function axisAround(low: number, high: number, most: number): Axis {
  const step = axisStepOf(Math.max(high - low, 1e-9), most);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.max(from + step, Math.ceil(high / step - 1e-9) * step);
  const count = Math.round((to - from) / step);
  return { from, to, ticks: Array.from({ length: count + 1 }, (_, index) => round(from + index * step)) };
}

function round(value: number): number {
  return Number(value.toPrecision(10));
}

/** Bins of a value between 0 and `highest`, in which shares are looked up. */
const bins = 16_384;

/**
 * Values below which the given shares of all values lie, to 1/16,384 of `highest`; values without a place (NaN) do not count,
 * and 0 stands for none. Counted and not sorted: a million values take some milliseconds.
 */
export function quantiles(values: Float32Array, shares: readonly number[], highest: number): number[] {
  const counts = new Uint32Array(bins + 1);
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!(value >= 0)) continue;
    counts[Math.min(bins, Math.floor((value / highest) * bins))]! += 1;
    total += 1;
  }
  return shares.map((share) => {
    if (total === 0) return 0;
    let seen = 0;
    for (let bin = 0; bin <= bins; bin++) {
      seen += counts[bin]!;
      if (seen >= share * total && seen > 0) return ((bin + 0.5) / bins) * highest;
    }
    return highest;
  });
}
