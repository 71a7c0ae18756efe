import type { Graph, Tensor } from '../graph.ts';
import { unknownOperator, wholeNumbers, type ForwardNode } from './forward-node.ts';

/** To the value that was the greatest of its window. The forward node must give its indices as second output. */
export function maxPoolAdjoint(graph: Graph, { node, inputs, outputs }: ForwardNode, gradient: Tensor): Tensor[] {
  const { kernel } = windowsOf(node);
  const shape = graph.node('Shape', [inputs[0]!]);
  return [graph.node('MaxUnpool', [gradient, outputs[1]!, shape], { kernel_shape: kernel, strides: kernel })];
}

/** In equal parts to all values of a window; what lies behind the last whole window gets nothing. */
export function averagePoolAdjoint(graph: Graph, { node, inputs }: ForwardNode, gradient: Tensor): Tensor[] {
  const { kernel, width } = windowsOf(node);
  if (kernel.length !== 2) throw unknownOperator('AveragePool of other than one row');
  const part = graph.node('Mul', [gradient, graph.scalar(1 / width)]);
  const apart = graph.node('Reshape', [part, graph.integers([0, 0, 0, -1, 1])]);
  const repeated = graph.node('Expand', [apart, graph.integers([1, 1, 1, 1, width])]);
  const flat = graph.node('Reshape', [repeated, graph.integers([0, 0, 0, -1])]);
  const length = (x: Tensor) => graph.node('Gather', [graph.node('Shape', [x]), graph.integers([3])], { axis: 0 });
  const missing = graph.node('Sub', [length(inputs[0]!), length(flat)]);
  const pads = graph.node('Concat', [graph.integers([0, 0, 0, 0, 0, 0, 0]), missing], { axis: 0 });
  return [graph.node('Pad', [flat, pads])];
}

/** Pooling windows that lie side by side along the last axis. */
function windowsOf(node: ForwardNode['node']): { kernel: number[]; width: number } {
  const kernel = wholeNumbers(node, 'kernel_shape') ?? [];
  const strides = wholeNumbers(node, 'strides') ?? kernel.map(() => 1);
  const pads = wholeNumbers(node, 'pads') ?? [];
  if (kernel.some((size, axis) => size !== strides[axis]) || pads.some((pad) => pad !== 0))
    throw unknownOperator(`${node.opType} of windows that overlap or reach beyond the edge`);
  return { kernel, width: kernel.at(-1) ?? 1 };
}
