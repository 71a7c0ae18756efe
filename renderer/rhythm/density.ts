import { beatClasses } from '../../app/contract/classes.ts';
import type { Axis } from './axis.ts';

/** Beats in a plot: where each lies, and what it is. All of the same length. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly labels: Uint8Array;
}

/** The cells into which a plot is divided, the first at its top left. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly x: Pick<Axis, 'from' | 'to'>;
  readonly y: Pick<Axis, 'from' | 'to'>;
}

export interface Density {
  /** Beats a cell and class, row after row from the top; six values a cell, the last one for beats without a class. */
  readonly counts: Uint32Array;
  /** Most beats of one class in one cell. */
  readonly highest: number;
}

/** Classes and, last, beats without one. */
const classes = beatClasses.length + 1;

/** Counts points in cells; what lies beyond an edge is counted in the cell at that edge. @param mask leaves out points */
export function countCells(points: Points, cells: Cells, mask?: Uint8Array): Density {
  const counts = new Uint32Array(cells.columns * cells.rows * classes);
  const scaleX = cells.columns / (cells.x.to - cells.x.from);
  const scaleY = cells.rows / (cells.y.to - cells.y.from);
  let highest = 0;
  for (let index = 0; index < points.labels.length; index++) {
    if (mask && mask[index] !== 1) continue;
    const px = points.x[index]!;
    const py = points.y[index]!;
    if (Number.isNaN(px) || Number.isNaN(py)) continue;
    const column = Math.min(cells.columns - 1, Math.max(0, Math.floor((px - cells.x.from) * scaleX)));
    const row = Math.min(cells.rows - 1, Math.max(0, Math.floor((cells.y.to - py) * scaleY)));
    const at = (row * cells.columns + column) * classes + Math.min(points.labels[index]!, classes - 1);
    const count = counts[at]! + 1;
    counts[at] = count;
    if (count > highest) highest = count;
  }
  return { counts, highest };
}

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [number, number, number];

/** One beat is seen, and ten times as many are one step darker: opacity by logarithm, 0 to 1. */
export function opacityOf(count: number, highest: number): number {
  if (count === 0) return 0;
  return 0.3 + 0.7 * (highest > 1 ? Math.log(count) / Math.log(highest) : 1);
}

/** Classes from the one at the bottom to the one on top: no class, N, Q, S, F, V. */
const layers = [classes - 1, ...(['N', 'Q', 'S', 'F', 'V'] as const).map((label) => beatClasses.indexOf(label))];

/**
 * Colours cells as pixels, four bytes each. Every class is a layer of its own: a single ventricular beat tints a cell of a
 * thousand normal ones, and does not take it over.
 *
 * @param colours in the order of the classes, the last one for beats without a class
 */
export function paintCells(density: Density, colours: readonly Colour[]): Uint8ClampedArray<ArrayBuffer> {
  const cells = density.counts.length / classes;
  const pixels = new Uint8ClampedArray(cells * 4);
  for (let cell = 0; cell < cells; cell++) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (const layer of layers) {
      const opacity = opacityOf(density.counts[cell * classes + layer]!, density.highest);
      if (opacity === 0) continue;
      const colour = colours[layer]!;
      // The colour on top over the mixture beneath, both weighed by how much of them is seen.
      const seen = opacity + alpha * (1 - opacity);
      const share = opacity / seen;
      red += (colour[0] - red) * share;
      green += (colour[1] - green) * share;
      blue += (colour[2] - blue) * share;
      alpha = seen;
    }
    pixels.set([red, green, blue, 255 * alpha], 4 * cell);
  }
  return pixels;
}

/** Colours every cell that holds a beat alike, as pixels. */
export function fillCells(density: Density, [red, green, blue]: Colour): Uint8ClampedArray<ArrayBuffer> {
  const cells = density.counts.length / classes;
  const pixels = new Uint8ClampedArray(cells * 4);
  for (let cell = 0; cell < cells; cell++) {
    const first = cell * classes;
    for (let at = first; at < first + classes; at++) {
      if (density.counts[at] === 0) continue;
      pixels.set([red, green, blue, 255], 4 * cell);
      break;
    }
  }
  return pixels;
}
