import type { Graph, Tensor } from '../graph.ts';
import { matrixProduct, multiply, subtract } from './arithmetic.ts';

export interface CrossEntropy {
  /** Mean over the batch, rank 0. */
  readonly loss: Tensor;
  /** Beats whose greatest logit stands at the greatest target, rank 0. */
  readonly correct: Tensor;
  /** Gradient of the loss with respect to the logits, [batch, classes]. */
  readonly gradient: Tensor;
}

/**
 * Softmax cross-entropy: the mean over the batch of -sum(target x log softmax(logits)).
 *
 * Class weights are part of the targets: a beat of weight w has w at its class and 0 elsewhere.
 *
 * @param logits [batch, classes]
 * @param targets [batch, classes]
 */
export function crossEntropy(
  graph: Graph,
  logits: Tensor,
  targets: Tensor,
  batch: number,
  classes: number,
): CrossEntropy {
  const logProbabilities = graph.node('LogSoftmax', [logits], { axis: 1 });
  const total = graph.node('ReduceSum', [multiply(graph, targets, logProbabilities)], { keepdims: 0 });
  const loss = multiply(graph, total, graph.scalar(-1 / batch));

  const predicted = graph.node('ArgMax', [logits], { axis: 1, keepdims: 0 });
  const labelled = graph.node('ArgMax', [targets], { axis: 1, keepdims: 0 });
  const same = graph.node('Cast', [graph.node('Equal', [predicted, labelled])], {
    to: graph.precision === 'float64' ? 11 : 1,
  });
  const correct = graph.node('ReduceSum', [same], { keepdims: 0 });

  const mean = new Float64Array(classes).fill(1 / batch);
  const weights = matrixProduct(graph, targets, graph.constant(mean, [classes, 1]));
  const pulled = multiply(graph, graph.node('Exp', [logProbabilities]), weights);
  const gradient = subtract(graph, pulled, multiply(graph, targets, graph.scalar(1 / batch)));
  return { loss, correct, gradient };
}
