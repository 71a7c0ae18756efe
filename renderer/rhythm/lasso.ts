/** A corner of a lasso, in the units of the plot. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Cells to a side of the grid in which a lasso is looked up. */
const side = 256;
const outside = 0;
const inside = 1;
const unsure = 2;

/** Whether a point lies in a polygon, by the even-odd rule. Points on a side that is to the left or below count. */
export function isInside(polygon: readonly Point[], x: number, y: number): boolean {
  let within = false;
  for (let index = 0, last = polygon.length - 1; index < polygon.length; last = index++) {
    const a = polygon[index]!;
    const b = polygon[last]!;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) within = !within;
  }
  return within;
}

/**
 * Marks the points that lie in a polygon: 1 inside, 0 outside or without a place (NaN).
 *
 * Most points are decided by the cell of a grid that they lie in; only those in cells that a side of the polygon crosses are
 * tested. So a million points take some ten milliseconds, however many corners the lasso has.
 */
export function lassoMask(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  polygon: readonly Point[],
): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(Math.min(x.length, y.length));
  const box = boxOf(polygon);
  const scaleX = side / (box.right - box.left || 1);
  const scaleY = side / (box.top - box.bottom || 1);
  const cells = classify(polygon, box, scaleX, scaleY);
  for (let index = 0; index < mask.length; index++) {
    const px = x[index]!;
    const py = y[index]!;
    if (!(px >= box.left && px <= box.right && py >= box.bottom && py <= box.top)) continue;
    const column = Math.min(side - 1, Math.floor((px - box.left) * scaleX));
    const row = Math.min(side - 1, Math.floor((py - box.bottom) * scaleY));
    const cell = cells[row * side + column]!;
    if (cell === inside || (cell === unsure && isInside(polygon, px, py))) mask[index] = 1;
  }
  return mask;
}

/** A rectangle as a lasso. */
export function rectangle(a: Point, b: Point): Point[] {
  return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

function boxOf(polygon: readonly Point[]): Box {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of polygon) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left, right, bottom, top };
}

/** Says of every cell whether it lies inside, outside, or is crossed by a side of the polygon. */
function classify(polygon: readonly Point[], box: Box, scaleX: number, scaleY: number): Uint8Array {
  const cells = new Uint8Array(side * side);
  const corners = polygon.map(({ x, y }) => ({ x: (x - box.left) * scaleX, y: (y - box.bottom) * scaleY }));
  for (let index = 0, last = corners.length - 1; index < corners.length; last = index++) {
    markSide(cells, corners[last]!, corners[index]!);
  }
  for (let row = 0; row < side; row++) fillRow(cells, corners, row);
  return cells;
}

/** Marks every cell that a side passes through, with one to each side against rounding. */
function markSide(cells: Uint8Array, a: Point, b: Point): void {
  const [low, high] = a.y <= b.y ? [a, b] : [b, a];
  const slope = high.y > low.y ? (high.x - low.x) / (high.y - low.y) : 0;
  const firstRow = clamp(Math.floor(low.y) - 1);
  const lastRow = clamp(Math.floor(high.y) + 1);
  for (let row = firstRow; row <= lastRow; row++) {
    const bottom = Math.min(high.y, Math.max(low.y, row - 0.5));
    const top = Math.min(high.y, Math.max(low.y, row + 1.5));
    const flat = high.y === low.y;
    const from = flat ? low.x : low.x + (bottom - low.y) * slope;
    const to = flat ? high.x : low.x + (top - low.y) * slope;
    const first = clamp(Math.floor(Math.min(from, to)) - 1);
    const last = clamp(Math.floor(Math.max(from, to)) + 1);
    cells.fill(unsure, row * side + first, row * side + last + 1);
  }
}

/** Decides the cells of a row that no side crosses: by the sides to the left of their middles. */
function fillRow(cells: Uint8Array, corners: readonly Point[], row: number): void {
  const y = row + 0.5;
  const crossings: number[] = [];
  for (let index = 0, last = corners.length - 1; index < corners.length; last = index++) {
    const a = corners[index]!;
    const b = corners[last]!;
    if (a.y > y !== b.y > y) crossings.push(((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x);
  }
  crossings.sort((a, b) => a - b);
  let passed = 0;
  for (let column = 0; column < side; column++) {
    while (passed < crossings.length && crossings[passed]! <= column + 0.5) passed += 1;
    const at = row * side + column;
    if (cells[at] !== unsure) cells[at] = passed % 2 === 1 ? inside : outside;
  }
}

function clamp(cell: number): number {
  return Math.min(side - 1, Math.max(0, cell));
}
