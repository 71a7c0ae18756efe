import type { PageRow } from './page-rows.ts';

/** Where the rows of a page stand; CSS pixels. */
export interface PageSpace {
  readonly width: number;
  readonly height: number;
  /** Room at the left for the time of each row. */
  readonly left: number;
  /** Room at the right for the figures of each row. */
  readonly right: number;
  /** Rows that have to fit. */
  readonly rows: number;
  /** Number of the row that is expanded, or null. */
  readonly expanded: number | null;
  /** Frames of a whole row. */
  readonly rowFrames: number;
}

/** A row with its place on the page. */
export interface PlacedRow extends PageRow {
  readonly top: number;
  readonly height: number;
  readonly expanded: boolean;
}

/** An expanded row takes this share of the page, within limits. */
const expandedShare = 0.27;
const expandedLimits = { least: 150, most: 300 };
/** Below this the rows of a page would lie in one another; the page then is as high as it must be. */
const leastRowHeight = 9;

export function traceWidth(space: PageSpace): number {
  return Math.max(1, space.width - space.left - space.right);
}

/** Divides the height of the page among its rows; what the expanded one takes, the others give. Rows touch. */
export function placeRows(rows: readonly PageRow[], space: PageSpace): PlacedRow[] {
  const opened = rows.some((row) => row.number === space.expanded);
  const wanted = Math.min(expandedLimits.most, Math.max(expandedLimits.least, space.height * expandedShare));
  const others = Math.max(1, Math.max(rows.length, space.rows) - (opened ? 1 : 0));
  const height = Math.max(leastRowHeight, (space.height - (opened ? wanted : 0)) / others);
  let top = 0;
  return rows.map((row) => {
    const expanded = row.number === space.expanded;
    const placed = { ...row, top, height: expanded ? wanted : height, expanded };
    top += placed.height;
    return placed;
  });
}

export function frameToPageX(space: PageSpace, row: PageRow, frame: number): number {
  return space.left + ((frame - row.from) / space.rowFrames) * traceWidth(space);
}

/** The frame under a place on a row, kept inside of it. */
export function pageXToFrame(space: PageSpace, row: PageRow, x: number): number {
  const frame = row.from + ((x - space.left) / traceWidth(space)) * space.rowFrames;
  return Math.min(row.to, Math.max(row.from, frame));
}

/** The row at a height, or the nearest one; null on an empty page. */
export function rowAtY(rows: readonly PlacedRow[], y: number): PlacedRow | null {
  return rows.find((row) => y < row.top + row.height) ?? rows.at(-1) ?? null;
}

/** A stretch of time as it lies on the rows: one piece a row, CSS pixels. */
export interface RowPiece {
  readonly row: PlacedRow;
  readonly left: number;
  readonly right: number;
}

/** Cuts frames [from, to) at the ends of rows. */
export function piecesOf(rows: readonly PlacedRow[], space: PageSpace, from: number, to: number): RowPiece[] {
  return rows
    .filter((row) => row.from < to && row.to > from)
    .map((row) => ({
      row,
      left: frameToPageX(space, row, Math.max(from, row.from)),
      right: frameToPageX(space, row, Math.min(to, row.to)),
    }));
}
