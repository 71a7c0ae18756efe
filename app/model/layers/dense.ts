import type { Tensor } from '../graph.ts';
import { columnSums, concatenate, gemm, isPositive, multiply, reshape, split } from '../ops/arithmetic.ts';
import { channelsFirst, flatten, unflatten, widthOf } from './flatten.ts';
import type { InferenceContext, Layer, LayerFactory, Shape, TrainingContext, TrainingResult } from './layer.ts';

export interface DenseOptions {
  readonly units: number;
  readonly activation: 'relu' | 'none';
  /** Probability with which dropout sets a value to 0. */
  readonly dropout: number;
}

/**
 * A fully connected layer over all its inputs side by side; a signal is flattened, position after position.
 */
export function dense(options: DenseOptions): LayerFactory {
  return (inputs) => {
    const widths = inputs.map(widthOf);
    const width = widths.reduce((sum, size) => sum + size, 0);
    const { units, activation, dropout } = options;
    const layer: Layer = {
      output: { kind: 'vector', size: units },
      parameters: [
        { name: 'weight', shape: [width, units], initial: { variance: (activation === 'relu' ? 2 : 1) / width } },
        { name: 'bias', shape: [1, units], initial: { value: 0 } },
      ],
      statistics: [],
      zeroRow: inputs.map(() => 'ignores'),
      multiplyAdds: width * units,
      masks: () => (dropout === 0 ? [] : [{ name: 'dropout', rows: 1, columns: units, rate: dropout, zeroRow: false }]),
      train: (context, tensors) => trainDense(context, tensors, inputs, options),
      infer: (context, tensors) => inferDense(context, tensors, inputs, options),
    };
    return layer;
  };
}

function trainDense(
  context: TrainingContext,
  tensors: readonly Tensor[],
  inputs: readonly Shape[],
  { units, activation, dropout }: DenseOptions,
): TrainingResult {
  const { graph, batch } = context;
  const widths = inputs.map(widthOf);
  const flat = tensors.map((tensor, index) => flatten(context, tensor, inputs[index]!, context.zeroRow.inputs[index]!));
  const x = concatenate(graph, flat, 1);
  const weight = context.parameter('weight');
  const linear = gemm(graph, x, weight, { plus: context.parameter('bias') });
  const active = activation === 'relu' ? graph.node('Relu', [linear]) : linear;
  const mask = context.mask('dropout');
  const scaledMask = mask
    ? reshape(graph, multiply(graph, mask, graph.scalar(1 / (1 - dropout))), [batch, units])
    : null;
  const output = scaledMask ? multiply(graph, active, scaledMask) : active;

  function backward(gradient: Tensor): (Tensor | null)[] {
    const kept = scaledMask ? multiply(graph, gradient, scaledMask) : gradient;
    const dy = activation === 'relu' ? multiply(graph, kept, isPositive(graph, linear)) : kept;
    context.gradient('weight', gemm(graph, x, dy, { transposeA: true }));
    context.gradient('bias', columnSums(graph, dy, batch));
    if (!context.wantsGradient.some(Boolean)) return inputs.map(() => null);
    const dx = gemm(graph, dy, weight, { transposeB: true });
    const parts = widths.length > 1 ? split(graph, dx, 1, widths) : [dx];
    return parts.map((part, index) =>
      context.wantsGradient[index] ? unflatten(context, part, inputs[index]!, context.zeroRow.inputs[index]!) : null,
    );
  }
  return { output, backward };
}

function inferDense(
  { graph, parameter }: InferenceContext,
  tensors: readonly Tensor[],
  inputs: readonly Shape[],
  { units, activation }: DenseOptions,
): Tensor {
  const flat = tensors.map((tensor, index) =>
    inputs[index]!.kind === 'vector' ? tensor : graph.node('Flatten', [tensor], { axis: 1 }),
  );
  const weight = graph.constant(channelsFirst(parameter('weight'), inputs, units), [
    parameter('weight').length / units,
    units,
  ]);
  const y = gemm(graph, concatenate(graph, flat, 1), weight, { plus: graph.constant(parameter('bias'), [units]) });
  return activation === 'relu' ? graph.node('Relu', [y]) : y;
}
