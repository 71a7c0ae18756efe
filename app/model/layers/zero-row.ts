import type { Tensor } from '../graph.ts';
import { concatenate, split } from '../ops/arithmetic.ts';
import type { TrainingContext } from './layer.ts';

/** Cuts the zero row off a signal [batch, length + 1, channels]. */
export function cutZeroRow({ graph }: TrainingContext, x: Tensor, length: number): Tensor {
  return split(graph, x, 1, [length, 1])[0]!;
}

/** Puts a zero row behind a signal [batch, length, channels]. */
export function appendZeroRow({ graph, batch }: TrainingContext, x: Tensor, channels: number): Tensor {
  return concatenate(graph, [x, graph.constant(new Float64Array(batch * channels), [batch, 1, channels])], 1);
}
