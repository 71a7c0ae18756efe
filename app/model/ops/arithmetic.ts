import type { Graph, Tensor } from '../graph.ts';

/** Element by element, with broadcasting, as ONNX defines it. */
export const add = binary('Add');
export const subtract = binary('Sub');
export const multiply = binary('Mul');
export const divide = binary('Div');
/** The greater of two tensors. */
export const maximum = binary('Max');
/** Product of matrices, or of stacks of matrices. */
export const matrixProduct = binary('MatMul');

/** A' x B' (+ C), where A' and B' may be transposed. */
export function gemm(
  graph: Graph,
  a: Tensor,
  b: Tensor,
  options: { transposeA?: boolean; transposeB?: boolean; plus?: Tensor } = {},
): Tensor {
  const inputs = options.plus ? [a, b, options.plus] : [a, b];
  return graph.node('Gemm', inputs, {
    transA: options.transposeA ? 1 : 0,
    transB: options.transposeB ? 1 : 0,
  });
}

export function reshape(graph: Graph, x: Tensor, shape: readonly number[]): Tensor {
  return graph.node('Reshape', [x, graph.integers(shape)]);
}

/** Cuts `x` along `axis` into pieces of the given sizes. */
export function split(graph: Graph, x: Tensor, axis: number, sizes: readonly number[]): Tensor[] {
  return graph.nodes('Split', [x, graph.integers(sizes)], sizes.length, { axis });
}

export function concatenate(graph: Graph, parts: readonly Tensor[], axis: number): Tensor {
  return parts.length === 1 ? parts[0]! : graph.node('Concat', parts, { axis });
}

/**
 * Sum over the rows of a matrix [rows, columns] times `factor`, as [1, columns].
 *
 * A product with a row of ones: onnxruntime's ReduceSum takes nearly twice as long, its ReduceSumSquare seven times.
 */
export function columnSums(graph: Graph, x: Tensor, rows: number, factor = 1): Tensor {
  return matrixProduct(graph, graph.constant(new Float64Array(rows).fill(factor), [1, rows]), x);
}

/** 1 where `x` is greater than 0, else 0. */
export function isPositive(graph: Graph, x: Tensor): Tensor {
  return toReal(graph, graph.node('Greater', [x, graph.scalar(0)]));
}

/** Any number or truth value as a real number of the graph's precision. */
export function toReal(graph: Graph, x: Tensor): Tensor {
  return graph.node('Cast', [x], { to: graph.precision === 'float64' ? 11 : 1 });
}

function binary(operator: string): (graph: Graph, a: Tensor, b: Tensor) => Tensor {
  return (graph, a, b) => graph.node(operator, [a, b]);
}
