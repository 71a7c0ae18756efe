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
  /** Beats a cell, row after row from the top. */
  readonly counts: Uint32Array;
  /** The rarest kind in each cell by {@link rarity}: a single ectopic beat is not lost among a thousand normal ones. */
  readonly labels: Uint8Array;
  /** Beats of the fullest cell. */
  readonly highest: number;
}

/** Which class gives a cell its colour when several lie in it: V over F over S over Q over N over none. */
const order = ['V', 'F', 'S', 'Q', 'N'] as const;
const rarity = beatClasses.map((label) => order.length - order.indexOf(label));

/** Counts points in cells; what lies beyond an edge is counted in the cell at that edge. @param mask leaves out points */
export function countCells(points: Points, cells: Cells, mask?: Uint8Array): Density {
  const counts = new Uint32Array(cells.columns * cells.rows);
  const labels = new Uint8Array(counts.length).fill(255);
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
    const at = row * cells.columns + column;
    const count = counts[at]! + 1;
    counts[at] = count;
    if (count > highest) highest = count;
    const label = points.labels[index]!;
    if ((rarity[label] ?? 0) > (rarity[labels[at]!] ?? -1)) labels[at] = label;
  }
  return { counts, labels, highest };
}

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [number, number, number];

/** A cell with one beat is seen, and a cell with ten times as many is one step darker: opacity by logarithm, 0 to 255. */
export function opacityOf(count: number, highest: number): number {
  if (count === 0) return 0;
  const share = highest > 1 ? Math.log(count) / Math.log(highest) : 1;
  return Math.round(255 * (0.3 + 0.7 * share));
}

/**
 * Colours cells as pixels, four bytes each.
 *
 * @param colours by class; the last one is for beats without a class
 */
export function paintCells(density: Density, colours: readonly Colour[]): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(density.counts.length * 4);
  for (let at = 0; at < density.counts.length; at++) {
    const count = density.counts[at]!;
    if (count === 0) continue;
    const [red, green, blue] = colours[Math.min(density.labels[at]!, colours.length - 1)]!;
    pixels[4 * at] = red;
    pixels[4 * at + 1] = green;
    pixels[4 * at + 2] = blue;
    pixels[4 * at + 3] = opacityOf(count, density.highest);
  }
  return pixels;
}
