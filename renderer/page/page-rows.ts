/** Seconds that a row can hold. */
export const rowLengths = [30, 60, 120] as const;
/** Rows that a page can hold. */
export const rowCounts = [10, 30, 60] as const;

/** How a recording is cut into rows and pages. */
export interface PageGrid {
  /** Frames per second. */
  readonly rate: number;
  /** Length of the recording. */
  readonly frames: number;
  readonly rowSeconds: number;
  readonly rowsPerPage: number;
}

/** One row of a page: frames [from, to). */
export interface PageRow {
  /** Counted over the whole recording, from 0. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** Frames of a whole row. */
export function rowFrames(grid: PageGrid): number {
  return Math.max(1, Math.round(grid.rowSeconds * grid.rate));
}

/** Rows of the whole recording, the last one maybe shorter. */
export function rowCount(grid: PageGrid): number {
  return Math.max(1, Math.ceil(grid.frames / rowFrames(grid)));
}

/** Pages of the whole recording. A single row that is left over stands on the page before it, and not alone on one. */
export function pageCount(grid: PageGrid): number {
  return Math.max(1, Math.ceil((rowCount(grid) - 1) / grid.rowsPerPage));
}

export function rowOfFrame(grid: PageGrid, frame: number): number {
  return Math.min(rowCount(grid) - 1, Math.max(0, Math.floor(frame / rowFrames(grid))));
}

export function pageOfRow(grid: PageGrid, row: number): number {
  return Math.min(pageCount(grid) - 1, Math.max(0, Math.floor(row / grid.rowsPerPage)));
}

/** Frames of one row. */
export function rowStretch(grid: PageGrid, number: number): PageRow {
  const size = rowFrames(grid);
  return { number, from: number * size, to: Math.min(grid.frames, (number + 1) * size) };
}

/** The rows of a page, in order. */
export function rowsOfPage(grid: PageGrid, page: number): PageRow[] {
  const first = page * grid.rowsPerPage;
  const last = page === pageCount(grid) - 1 ? rowCount(grid) : Math.min(rowCount(grid), first + grid.rowsPerPage);
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => rowStretch(grid, first + index));
}
