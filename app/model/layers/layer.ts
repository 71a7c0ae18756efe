import type { Graph, Tensor } from '../graph.ts';

/**
 * What flows between two layers.
 *
 * - `beats`: the network's input, `channels` leads of `length` samples.
 * - `signal`: activations of `channels` channels and `length` positions.
 * - `vector`: `size` numbers a beat.
 */
export type Shape =
  | { readonly kind: 'beats'; readonly length: number; readonly channels: number }
  | { readonly kind: 'signal'; readonly length: number; readonly channels: number }
  | { readonly kind: 'vector'; readonly size: number };

/** How a parameter starts: normal with variance `gain`/`inputs`, or constant. */
export type Initial = { readonly variance: number } | { readonly value: number };

export interface ParameterDefinition {
  readonly name: string;
  readonly shape: readonly number[];
  /** One entry for all rows, or the last row apart (a bias kept as the last row of a matrix). */
  readonly initial: Initial;
  readonly lastRow?: Initial;
}

/** Running mean and variance that batch normalisation keeps for inference. */
export interface StatisticDefinition {
  readonly name: string;
  readonly channels: number;
}

/** A dropout mask: `rows` x `columns` bytes a beat, 1 where a value is kept; the last row is always 0 when `zeroRow`. */
export interface MaskDefinition {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly rate: number;
  readonly zeroRow: boolean;
}

/** What a layer gets while it adds itself to the training graph. */
export interface TrainingContext {
  readonly graph: Graph;
  /** Beats a step. */
  readonly batch: number;
  /**
   * Whether a signal carries one more row, all zeros, behind its `length` rows: [batch, length + 1, channels].
   * Convolutions read their zero padding from it.
   */
  readonly zeroRow: { readonly inputs: readonly boolean[]; readonly output: boolean };
  /** Whether the gradient with respect to each input is wanted. */
  readonly wantsGradient: readonly boolean[];
  parameter(name: string): Tensor;
  /** Dropout mask as real numbers [batch, rows, columns], or null where the layer has none. */
  mask(name: string): Tensor | null;
  /** Hands over the gradient of the loss with respect to a parameter, in the parameter's shape. */
  gradient(name: string, value: Tensor): void;
  /** Hands over mean and variance (biased) of one batch, both [1, channels], taken over `samples` values. */
  statistic(name: string, mean: Tensor, variance: Tensor, samples: number): void;
}

export interface TrainingResult {
  readonly output: Tensor;
  /** Adds the backward pass: from the gradient of the output to those of the inputs (null where not wanted). */
  backward(gradient: Tensor): (Tensor | null)[];
}

/** What a layer gets while it adds itself to the inference graph. */
export interface InferenceContext {
  readonly graph: Graph;
  /** Trained values in the shape of their definition. */
  parameter(name: string): Float32Array;
  mean(name: string): Float32Array;
  variance(name: string): Float32Array;
}

/**
 * One layer of a network: what it holds, and how it is written down for training and for inference.
 *
 * Training works channels-last: signals are [batch, rows, channels], `beats` is the flat row that {@link ../beats-row.ts} defines.
 * Inference works as the world expects: [batch, channels, 1, length], which onnxruntime runs with its blocked kernels.
 */
export interface Layer {
  readonly output: Shape;
  readonly parameters: readonly ParameterDefinition[];
  readonly statistics: readonly StatisticDefinition[];
  /** Whether the layer reads the zero row of each input, passes its need on from its output, or does without. */
  readonly zeroRow: readonly ('reads' | 'passes' | 'ignores')[];
  /** Multiply-adds of one beat forward, the figure that benchmarks count; see training.md. */
  readonly multiplyAdds: number;
  masks(zeroRow: boolean): readonly MaskDefinition[];
  train(context: TrainingContext, inputs: readonly Tensor[]): TrainingResult;
  infer(context: InferenceContext, inputs: readonly Tensor[]): Tensor;
}

/** A layer whose input shapes are not known yet. */
export type LayerFactory = (inputs: readonly Shape[]) => Layer;
