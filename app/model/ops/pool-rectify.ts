import type { Graph, Tensor } from '../graph.ts';
import { add, isPositive, maximum, multiply, subtract, toReal } from './arithmetic.ts';

/**
 * relu(scale x max(even, odd) + shift) x mask: max pooling by 2, batch normalisation, ReLU and dropout of a whole block.
 * `scale` >= 0 lets the maximum come first; a null scale says that scale and shift are already in the values.
 */
export function poolRectify(
  graph: Graph,
  even: Tensor,
  odd: Tensor,
  affine: { readonly scale: Tensor; readonly shift: Tensor } | null,
  mask: Tensor | null,
): { readonly greatest: Tensor; readonly output: Tensor } {
  const greatest = maximum(graph, even, odd);
  const normalised = affine ? add(graph, multiply(graph, greatest, affine.scale), affine.shift) : greatest;
  const rectified = graph.node('Relu', [normalised]);
  return { greatest, output: mask ? multiply(graph, rectified, mask) : rectified };
}

/** Gradient past ReLU and dropout: what is above 0 has passed both. */
export function rectifyGradient(graph: Graph, gradient: Tensor, output: Tensor): Tensor {
  return multiply(graph, gradient, isPositive(graph, output));
}

/**
 * Gradient of max(even, odd). Of equal values the first takes it all, as in PyTorch; zero-padded beats make ties common,
 * so comparing with the maximum instead would count their gradient twice.
 */
export function poolGradient(graph: Graph, gradient: Tensor, even: Tensor, odd: Tensor): [Tensor, Tensor] {
  const first = toReal(graph, graph.node('GreaterOrEqual', [even, odd]));
  const ofEven = multiply(graph, gradient, first);
  return [ofEven, subtract(graph, gradient, ofEven)];
}
