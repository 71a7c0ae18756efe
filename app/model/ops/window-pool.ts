import type { Graph, Tensor } from '../graph.ts';
import { concatenate, multiply, subtract, toReal } from './arithmetic.ts';

/** Sizes of a max pooling with overlapping windows. */
export interface WindowSizes {
  readonly batch: number;
  readonly channels: number;
  /** Rows of the input; the last one is its zero row. */
  readonly inputRows: number;
  /** Windows, and whether a zero row follows them. */
  readonly windows: number;
  readonly zeroRow: boolean;
  readonly size: number;
  readonly stride: number;
}

/** Greatest value of every window, [batch, inputRows, channels] to [batch, windows (+ 1), channels]. */
export function windowMaximum(
  graph: Graph,
  x: Tensor,
  sizes: WindowSizes,
): { readonly output: Tensor; readonly taps: readonly Tensor[] } {
  const taps = Array.from({ length: sizes.size }, (_, tap) => {
    const rows = Array.from({ length: sizes.windows }, (_, window) => window * sizes.stride + tap);
    const table = sizes.zeroRow ? [...rows, sizes.inputRows - 1] : rows;
    return graph.node('Gather', [x, graph.integers(table)], { axis: 1 });
  });
  return { output: graph.node('Max', taps), taps };
}

/** Gradient of {@link windowMaximum}: of equal values in a window the first takes it all, as in PyTorch. */
export function windowMaximumGradient(
  graph: Graph,
  gradient: Tensor,
  forward: { readonly output: Tensor; readonly taps: readonly Tensor[] },
  sizes: WindowSizes,
): Tensor {
  const { batch, channels, inputRows, windows, size, stride } = sizes;
  let left = gradient;
  const shares = forward.taps.map((tap, index) => {
    if (index === size - 1) return left;
    const share = multiply(graph, left, toReal(graph, graph.node('GreaterOrEqual', [tap, forward.output])));
    left = subtract(graph, left, share);
    return share;
  });
  const zeros = graph.constant(new Float64Array(batch * channels), [batch, 1, channels]);
  const all = concatenate(graph, [...shares, zeros], 1);

  const rows = windows + (sizes.zeroRow ? 1 : 0);
  const most = Math.ceil(size / stride);
  const table = new Int32Array(inputRows * most).fill(size * rows);
  const used = new Int32Array(inputRows);
  for (let window = 0; window < windows; window++) {
    for (let tap = 0; tap < size; tap++) {
      const row = window * stride + tap;
      table[row * most + used[row]!++] = tap * rows + window;
    }
  }
  const gathered = graph.node('Gather', [all, graph.integers(table, [inputRows, most])], { axis: 1 });
  return graph.node('ReduceSum', [gathered, graph.integers([2])], { keepdims: 0 });
}
