import type { Graph, Tensor } from './graph.ts';
import { add, divide, multiply, subtract } from './ops/arithmetic.ts';

const decayOfMean = 0.9;
const decayOfSquare = 0.999;
const epsilon = 1e-8;

/**
 * The two numbers that a step of Adam needs, for its moments are kept undivided: M = m / (1 - 0.9), V = v / (1 - 0.999).
 * That saves two passes over all parameters; bias correction and the division are folded in here.
 *
 * @param step 1 for the first step
 */
export function adamCoefficients(
  step: number,
  learningRate: number,
): { readonly rate: number; readonly epsilon: number } {
  const meanCorrection = (1 - decayOfMean) / (1 - decayOfMean ** step);
  const squareCorrection = Math.sqrt((1 - decayOfSquare ** step) / (1 - decayOfSquare));
  return { rate: learningRate * meanCorrection * squareCorrection, epsilon: epsilon * squareCorrection };
}

export interface AdamState {
  readonly parameter: Tensor;
  readonly mean: Tensor;
  readonly square: Tensor;
}

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1): M = 0.9 M + g, V = 0.999 V + g g, p = p - rate M / (sqrt V + epsilon).
 *
 * @param rate,epsilon of {@link adamCoefficients}, rank 0
 */
export function adam(graph: Graph, state: AdamState, gradient: Tensor, rate: Tensor, epsilonTensor: Tensor): AdamState {
  const mean = add(graph, multiply(graph, state.mean, graph.scalar(decayOfMean)), gradient);
  const squared = multiply(graph, gradient, gradient);
  const square = add(graph, multiply(graph, state.square, graph.scalar(decayOfSquare)), squared);
  const root = add(graph, graph.node('Sqrt', [square]), epsilonTensor);
  const change = divide(graph, multiply(graph, mean, rate), root);
  return { parameter: subtract(graph, state.parameter, change), mean, square };
}
