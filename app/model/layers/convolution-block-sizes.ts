import type { Tensor } from '../graph.ts';
import type { TrainingContext } from './layer.ts';

export interface ConvolutionBlockOptions {
  readonly filters: number;
  /** Samples under the kernel, odd; the input is padded with zeros to keep its length. */
  readonly kernel: number;
  /** Probability with which dropout sets a value to 0. */
  readonly dropout: number;
}

/** Options and the sizes that follow from the input. */
export interface ConvolutionBlockSizes extends ConvolutionBlockOptions {
  readonly length: number;
  readonly channels: number;
}

/** Dropout's mask, or what keeps the zero row at 0 where there is no dropout. */
export function maskOf(context: TrainingContext, pooled: number): Tensor | null {
  const mask = context.mask('dropout');
  if (mask || !context.zeroRow.output) return mask;
  const ones = new Float64Array(pooled + 1).fill(1);
  ones[pooled] = 0;
  return context.graph.constant(ones, [pooled + 1, 1]);
}
