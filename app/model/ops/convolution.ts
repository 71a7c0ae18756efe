import type { Graph, Tensor } from '../graph.ts';
import { gemm, matrixProduct, reshape } from './arithmetic.ts';

/** Sizes of a convolution written as a product of matrices. */
export interface ConvolutionSizes {
  readonly batch: number;
  readonly inputRows: number;
  readonly outputRows: number;
  readonly kernel: number;
  readonly channels: number;
  readonly filters: number;
}

/**
 * The samples under the kernel, side by side: [batch, inputRows, channels] to [batch x outputRows, kernel x channels].
 *
 * @param table input rows under the kernel, [outputRows, kernel]
 */
export function patches(graph: Graph, x: Tensor, table: Int32Array, sizes: ConvolutionSizes): Tensor {
  const index = graph.integers(table, [sizes.outputRows, sizes.kernel]);
  const gathered = graph.node('Gather', [x, index], { axis: 1 });
  return reshape(graph, gathered, [sizes.batch * sizes.outputRows, sizes.kernel * sizes.channels]);
}

/** Gradient of `patches(x) * weights` with respect to the weights [kernel x channels, filters]. */
export function convolutionWeightGradient(graph: Graph, columns: Tensor, gradient: Tensor): Tensor {
  return gemm(graph, columns, gradient, { transposeA: true });
}

/**
 * Gradient of `patches(x) * weights` with respect to x, as [batch, inputRows, channels]: a convolution of the gradient
 * with the kernel turned round.
 *
 * @param gradient [batch x outputRows, filters], zero in rows that stand for no position
 * @param table output rows over the kernel, [inputRows, kernel]
 */
export function convolutionInputGradient(
  graph: Graph,
  gradient: Tensor,
  weights: Tensor,
  table: Int32Array,
  sizes: ConvolutionSizes,
): Tensor {
  const { batch, inputRows, outputRows, kernel, channels, filters } = sizes;
  const byBeat = reshape(graph, gradient, [batch, outputRows, filters]);
  const index = graph.integers(table, [inputRows, kernel]);
  const gathered = graph.node('Gather', [byBeat, index], { axis: 1 });
  const columns = reshape(graph, gathered, [batch * inputRows, kernel * filters]);
  const byTap = graph.node('Transpose', [reshape(graph, weights, [kernel, channels, filters])], { perm: [0, 2, 1] });
  const turned = reshape(graph, byTap, [kernel * filters, channels]);
  return reshape(graph, matrixProduct(graph, columns, turned), [batch, inputRows, channels]);
}
