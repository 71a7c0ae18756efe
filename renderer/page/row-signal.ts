import { SliceCache } from '../waveform/slice-cache.ts';
import type { TraceSlice } from '../waveform/trace-slice.ts';
import { rowCount, rowFrames, type PageGrid, type PageRow } from './page-rows.ts';

/** The core answers at most so many buckets at once. */
const mostBuckets = 8192;
/** Slices that are kept: some ten pages. */
const capacity = 160;

/** Rows that are asked for together. */
interface RowGroup {
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
}

/** Rows in one question, so that a page of 60 rows is ten questions and not sixty. */
export function rowsPerGroup(bucketsPerRow: number): number {
  return Math.max(1, Math.floor(mostBuckets / bucketsPerRow));
}

/** The stretch and the buckets of a group; its last row may be shorter, and then has fewer buckets. */
export function rowGroup(grid: PageGrid, bucketsPerRow: number, group: number): RowGroup {
  const size = rowFrames(grid);
  const rows = rowsPerGroup(bucketsPerRow);
  const from = group * rows * size;
  const to = Math.min(grid.frames, from + rows * size);
  return { from, to, buckets: Math.min(mostBuckets, Math.max(1, Math.round(((to - from) / size) * bucketsPerRow))) };
}

export type ReadExtremes = (from: number, to: number, buckets: number, abort: AbortSignal) => Promise<TraceSlice>;

/** The signal of the pages around the one that is shown, one bucket a device pixel. */
export class RowSignal {
  readonly #cache: SliceCache<TraceSlice>;
  readonly #grid: PageGrid;
  readonly #bucketsPerRow: number;

  constructor(options: {
    grid: PageGrid;
    bucketsPerRow: number;
    read: ReadExtremes;
    arrived: () => void;
    failed: (error: unknown) => void;
  }) {
    this.#grid = options.grid;
    this.#bucketsPerRow = Math.min(mostBuckets, Math.max(1, Math.round(options.bucketsPerRow)));
    this.#cache = new SliceCache({
      fetch: (key, abort) => {
        const { from, to, buckets } = rowGroup(this.#grid, this.#bucketsPerRow, Number(key));
        return options.read(from, to, buckets, abort);
      },
      arrived: options.arrived,
      failed: options.failed,
      capacity,
    });
  }

  /** Fetches the rows that are shown, then those of the next page and of the one before. */
  show(rows: readonly PageRow[], around: readonly PageRow[]): void {
    this.#cache.want([...new Set([...rows, ...around].map((row) => this.#groupOf(row)))].map(String));
  }

  /** The slice that holds a row, if it is here. */
  slice(row: PageRow): TraceSlice | null {
    return this.#cache.get(String(this.#groupOf(row))) ?? null;
  }

  clear(): void {
    this.#cache.clear();
  }

  #groupOf(row: PageRow): number {
    return Math.floor(Math.min(row.number, rowCount(this.#grid) - 1) / rowsPerGroup(this.#bucketsPerRow));
  }
}
