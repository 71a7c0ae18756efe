import type { Graph, Tensor } from '../graph.ts';
import { add, divide, multiply, subtract } from './arithmetic.ts';

/** Added to the variance, as in Ioffe & Szegedy 2015 and every framework since. */
export const normalisationEpsilon = 1e-5;

/** What normalising one batch comes down to: z = scale x y + shift for every channel. All tensors are [1, channels]. */
export interface Normalisation {
  readonly scale: Tensor;
  readonly shift: Tensor;
  readonly mean: Tensor;
  readonly inverseDeviation: Tensor;
  /** |gamma| / deviation: `scale` without the factor of dropout. */
  readonly slope: Tensor;
  /** -1 where gamma is negative, else 1. */
  readonly sign: Tensor;
}

/** -1 where gamma is negative, else 1. Folded into the weights, it leaves a scale that is never negative. */
export function signOf(graph: Graph, gamma: Tensor): Tensor {
  const negative = graph.node('Less', [gamma, graph.scalar(0)]);
  return graph.node('Where', [negative, graph.scalar(-1), graph.scalar(1)]);
}

/**
 * Batch normalisation of y, which comes from weights times `sign`, as one scale and shift a channel.
 *
 * With a scale >= 0 the greatest of several values stays the greatest: max pooling may come first, at half the work after it.
 *
 * @param factor what the normalised value is multiplied with on top: 1 / (1 - dropout rate)
 */
export function normalisation(
  graph: Graph,
  moments: { readonly mean: Tensor; readonly variance: Tensor },
  affine: { readonly gamma: Tensor; readonly beta: Tensor; readonly sign: Tensor },
  factor: number,
): Normalisation {
  const deviation = graph.node('Sqrt', [add(graph, moments.variance, graph.scalar(normalisationEpsilon))]);
  const inverseDeviation = graph.node('Reciprocal', [deviation]);
  const slope = divide(graph, multiply(graph, affine.gamma, affine.sign), deviation);
  const scale = factor === 1 ? slope : multiply(graph, slope, graph.scalar(factor));
  const beta = factor === 1 ? affine.beta : multiply(graph, affine.beta, graph.scalar(factor));
  const shift = subtract(graph, beta, multiply(graph, moments.mean, scale));
  return { scale, shift, mean: moments.mean, inverseDeviation, slope, sign: affine.sign };
}

/** Gradients of a normalisation; with respect to the unflipped y it is direct x dz + linear x y + constant. */
export interface NormalisationGradient {
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly direct: Tensor;
  readonly linear: Tensor;
  readonly constant: Tensor;
}

/**
 * Gradient of {@link normalisation}, given those of its scale and shift as if the moments were constant.
 *
 * With a = slope, dbeta = sum dz, dgamma = (sum dz y - mean dbeta) / deviation over the `samples` values of a channel:
 * dy = a dz - a dgamma / (deviation samples) (y - mean) - a dbeta / samples (Ioffe & Szegedy 2015, section 3).
 */
export function normalisationGradient(
  graph: Graph,
  forward: Normalisation,
  gradients: { readonly scale: Tensor; readonly shift: Tensor },
  factor: number,
  samples: number,
): NormalisationGradient {
  const { mean, inverseDeviation, slope, sign } = forward;
  const scaled = (x: Tensor, by: number) => (by === 1 ? x : multiply(graph, x, graph.scalar(by)));
  const beta = scaled(gradients.shift, factor);
  const centred = subtract(graph, gradients.scale, multiply(graph, mean, gradients.shift));
  const gammaFlipped = scaled(multiply(graph, inverseDeviation, centred), factor);
  const signedSlope = scaled(multiply(graph, slope, sign), -1 / samples);
  const linear = multiply(graph, signedSlope, multiply(graph, inverseDeviation, gammaFlipped));
  const constant = subtract(graph, multiply(graph, signedSlope, beta), multiply(graph, linear, mean));
  return {
    gamma: multiply(graph, gammaFlipped, sign),
    beta,
    direct: multiply(graph, forward.scale, sign),
    linear,
    constant,
  };
}
