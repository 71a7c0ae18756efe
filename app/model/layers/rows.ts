/** The order in which the positions of a signal are written. */
export interface RowOrder {
  readonly rows: number;
  /** Position of each row, or -1 for a zero row. */
  readonly positionOf: Int32Array;
}

/**
 * Row orders of the training graph, as index tables.
 *
 * A convolution's output is written with its even positions first and its odd positions second, so that max pooling by 2 is the
 * greater of two contiguous blocks. Rows that stand for no position are zero rows: neighbours beyond the ends are read from them.
 */
export interface ConvolutionRows extends RowOrder {
  /** Positions of the output that take part in pooling, over two. */
  readonly pooled: number;
  /** Rows of each of the two blocks that pooling compares; one more than `pooled` when the pooled signal has a zero row. */
  readonly block: number;
  /** Rows behind the two blocks. */
  readonly rest: number;
}

/** Lays out `length` positions. `zeroRow`: whether the pooled signal shall end in a zero row. */
export function convolutionRows(length: number, zeroRow: boolean): ConvolutionRows {
  const pooled = length >> 1;
  const block = zeroRow ? pooled + 1 : pooled;
  const even = Array.from({ length: pooled }, (_, index) => 2 * index);
  const odd = even.map((position) => position + 1);
  const left = length % 2 === 1 ? [length - 1] : [];
  const order = zeroRow ? [...even, -1, ...odd, ...(left.length > 0 ? left : [-1])] : [...even, ...odd, ...left, -1];
  return { rows: order.length, pooled, block, rest: order.length - 2 * block, positionOf: Int32Array.from(order) };
}

/** Positions in their own order and one zero row behind them. */
export function naturalRows(length: number): RowOrder {
  return {
    rows: length + 1,
    positionOf: Int32Array.from({ length: length + 1 }, (_, row) => (row < length ? row : -1)),
  };
}

/** For every output row the input rows under the kernel, [rows, kernel]; the input has its zero row at `length`. */
export function inputRowsUnderKernel(layout: RowOrder, length: number, kernel: number): Int32Array {
  const table = new Int32Array(layout.rows * kernel).fill(length);
  const before = (kernel - 1) >> 1;
  layout.positionOf.forEach((position, row) => {
    for (let tap = 0; tap < kernel && position >= 0; tap++) {
      const from = position + tap - before;
      if (from >= 0 && from < length) table[row * kernel + tap] = from;
    }
  });
  return table;
}

/** For every input row (the zero row included) the output rows that its value went to, [length + 1, kernel]. */
export function outputRowsOverKernel(layout: RowOrder, length: number, kernel: number): Int32Array {
  const rowOf = new Int32Array(length);
  layout.positionOf.forEach((position, row) => {
    if (position >= 0) rowOf[position] = row;
  });
  const zero = layout.positionOf.indexOf(-1);
  const table = new Int32Array((length + 1) * kernel).fill(zero);
  const before = (kernel - 1) >> 1;
  for (let position = 0; position < length; position++) {
    for (let tap = 0; tap < kernel; tap++) {
      const to = position - tap + before;
      if (to >= 0 && to < length) table[position * kernel + tap] = rowOf[to]!;
    }
  }
  return table;
}

/** 1 for rows that stand for a position, 0 for zero rows, [rows, 1]. */
export function realRows(layout: RowOrder): Float64Array {
  return Float64Array.from(layout.positionOf, (position) => (position >= 0 ? 1 : 0));
}
