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

/** Weight decay of a group: the learning rate times the decay, rank 0, and 1 for each parameter that decays, else 0. */
export interface Decay {
  readonly amount: Tensor;
  readonly mask: Tensor;
}

/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1): M = 0.9 M + g, V = 0.999 V + g g, p = p - rate M / (sqrt V + epsilon).
 * With decay, p loses decay x p besides, apart from the moments (Loshchilov & Hutter 2019, algorithm 2).
 *
 * @param rate,epsilon of {@link adamCoefficients}, rank 0
 */
export function adam(
  graph: Graph,
  state: AdamState,
  gradient: Tensor,
  rate: Tensor,
  epsilonTensor: Tensor,
  decay: Decay | null,
): AdamState {
  const mean = add(graph, multiply(graph, state.mean, graph.scalar(decayOfMean)), gradient);
  const squared = multiply(graph, gradient, gradient);
  const square = add(graph, multiply(graph, state.square, graph.scalar(decayOfSquare)), squared);
  const root = add(graph, graph.node('Sqrt', [square]), epsilonTensor);
  const change = divide(graph, multiply(graph, mean, rate), root);
  const lost = decay && multiply(graph, multiply(graph, state.parameter, decay.mask), decay.amount);
  const kept = lost ? subtract(graph, state.parameter, lost) : state.parameter;
  return { parameter: subtract(graph, kept, change), mean, square };
}
