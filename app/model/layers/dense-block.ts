import { CaliperError } from '../../contract/errors.ts';
import type { Tensor } from '../graph.ts';
import {
  add,
  columnSums,
  concatenate,
  gemm,
  matrixProduct,
  multiply,
  reshape,
  split,
  subtract,
} from '../ops/arithmetic.ts';
import { normalisation, normalisationEpsilon, normalisationGradient, signOf } from '../ops/batch-normalisation.ts';
import { rectifyGradient } from '../ops/pool-rectify.ts';
import { channelsFirst, flatten, unflatten, widthOf } from './flatten.ts';
import type { InferenceContext, Layer, LayerFactory, Shape, TrainingContext, TrainingResult } from './layer.ts';

export interface DenseBlockOptions {
  readonly units: number;
  /** Probability with which dropout sets a value to 0. */
  readonly dropout: number;
}

/**
 * A fully connected layer, batch normalisation, ReLU, dropout; over all its inputs side by side. Numbers of different origin and
 * spread may come in as they are: the normalisation brings what they add up to on one scale.
 */
export function denseBlock(options: DenseBlockOptions): LayerFactory {
  return (inputs) => {
    const { units, dropout } = options;
    if (inputs.length === 0) throw new CaliperError('invalid-input', 'A dense layer reads at least one value.');
    const width = inputs.reduce((sum, shape) => sum + widthOf(shape), 0);
    const layer: Layer = {
      output: { kind: 'vector', size: units },
      parameters: [
        { name: 'weight', shape: [width, units], initial: { variance: 2 / width } },
        { name: 'gamma', shape: [1, units], initial: { value: 1 } },
        { name: 'beta', shape: [1, units], initial: { value: 0 } },
      ],
      statistics: [{ name: 'normalisation', channels: units }],
      zeroRow: inputs.map(() => 'ignores'),
      multiplyAdds: width * units,
      masks: () => (dropout === 0 ? [] : [{ name: 'dropout', rows: 1, columns: units, rate: dropout, zeroRow: false }]),
      train: (context, tensors) => trainDenseBlock(context, tensors, inputs, options),
      infer: (context, tensors) => inferDenseBlock(context, tensors, inputs, options),
    };
    return layer;
  };
}

function trainDenseBlock(
  context: TrainingContext,
  tensors: readonly Tensor[],
  inputs: readonly Shape[],
  { units, dropout }: DenseBlockOptions,
): TrainingResult {
  const { graph, batch } = context;
  const keep = 1 / (1 - dropout);
  const widths = inputs.map(widthOf);
  const flat = tensors.map((tensor, index) => flatten(context, tensor, inputs[index]!, context.zeroRow.inputs[index]!));
  const x = concatenate(graph, flat, 1);
  const weight = context.parameter('weight');
  const gamma = context.parameter('gamma');
  const sign = signOf(graph, gamma);
  const y = matrixProduct(graph, x, multiply(graph, weight, sign));
  const mean = columnSums(graph, y, batch, 1 / batch);
  const meanSquare = columnSums(graph, multiply(graph, y, y), batch, 1 / batch);
  const variance = subtract(graph, meanSquare, multiply(graph, mean, mean));
  context.statistic('normalisation', multiply(graph, mean, sign), variance, batch);
  const normalised = normalisation(graph, { mean, variance }, { gamma, beta: context.parameter('beta'), sign }, keep);
  const rectified = graph.node('Relu', [add(graph, multiply(graph, y, normalised.scale), normalised.shift)]);
  const mask = context.mask('dropout');
  const output = mask ? multiply(graph, rectified, reshape(graph, mask, [batch, units])) : rectified;

  function backward(gradient: Tensor): (Tensor | null)[] {
    const dz = rectifyGradient(graph, gradient, output);
    const sums = { scale: columnSums(graph, multiply(graph, dz, y), batch), shift: columnSums(graph, dz, batch) };
    const slopes = normalisationGradient(graph, normalised, sums, keep, batch);
    context.gradient('gamma', slopes.gamma);
    context.gradient('beta', slopes.beta);
    const ofLinear = add(graph, multiply(graph, y, slopes.linear), slopes.constant);
    const dy = add(graph, multiply(graph, dz, slopes.direct), ofLinear);
    context.gradient('weight', gemm(graph, x, dy, { transposeA: true }));
    if (!context.wantsGradient.some(Boolean)) return inputs.map(() => null);
    const dx = gemm(graph, dy, weight, { transposeB: true });
    const parts = widths.length > 1 ? split(graph, dx, 1, widths) : [dx];
    return parts.map((part, index) =>
      context.wantsGradient[index] ? unflatten(context, part, inputs[index]!, context.zeroRow.inputs[index]!) : null,
    );
  }
  return { output, backward };
}

/** Running statistics folded into weights and bias. */
function inferDenseBlock(
  { graph, parameter, mean, variance }: InferenceContext,
  tensors: readonly Tensor[],
  inputs: readonly Shape[],
  { units }: DenseBlockOptions,
): Tensor {
  const flat = tensors.map((tensor, index) =>
    inputs[index]!.kind === 'vector' ? tensor : graph.node('Flatten', [tensor], { axis: 1 }),
  );
  const gamma = parameter('gamma');
  const spread = variance('normalisation');
  const scale = Float64Array.from(gamma, (value, unit) => value / Math.sqrt(spread[unit]! + normalisationEpsilon));
  const centre = mean('normalisation');
  const bias = Float64Array.from(parameter('beta'), (value, unit) => value - centre[unit]! * scale[unit]!);
  const weight = channelsFirst(parameter('weight'), inputs, units);
  const folded = Float64Array.from(weight, (value, index) => value * scale[index % units]!);
  const y = gemm(graph, concatenate(graph, flat, 1), graph.constant(folded, [folded.length / units, units]), {
    plus: graph.constant(bias, [units]),
  });
  return graph.node('Relu', [y]);
}
