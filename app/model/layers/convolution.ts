import { zeroColumn } from '../beats-row.ts';
import { CaliperError } from '../../contract/errors.ts';
import type { Tensor } from '../graph.ts';
import { add, columnSums, matrixProduct, multiply, reshape } from '../ops/arithmetic.ts';
import { convolutionInputGradient, convolutionWeightGradient, patches } from '../ops/convolution.ts';
import { rectifyGradient } from '../ops/pool-rectify.ts';
import type { InferenceContext, Layer, LayerFactory, TrainingContext, TrainingResult } from './layer.ts';
import { inputRowsUnderKernel, naturalRows, outputRowsOverKernel, realRows } from './rows.ts';
import { appendZeroRow, cutZeroRow } from './zero-row.ts';

export interface ConvolutionOptions {
  readonly filters: number;
  /** Samples under the kernel, odd; the input is padded with zeros to keep its length. */
  readonly kernel: number;
  readonly activation: 'relu' | 'none';
}

interface ConvolutionSizes extends ConvolutionOptions {
  readonly fromBeats: boolean;
  readonly length: number;
  readonly channels: number;
}

/** A convolution with bias, and a ReLU if wanted: the plain layer of networks without normalisation. */
export function convolution(options: ConvolutionOptions): LayerFactory {
  return ([input]) => {
    if (!input || input.kind === 'vector') throw new CaliperError('invalid-input', 'A convolution reads a signal.');
    const { length, channels } = input;
    const { filters, kernel, activation } = options;
    const sizes: ConvolutionSizes = { ...options, length, channels, fromBeats: input.kind === 'beats' };
    const layer: Layer = {
      output: { kind: 'signal', length, channels: filters },
      parameters: [
        {
          name: 'weight',
          shape: [kernel * channels, filters],
          initial: { variance: (activation === 'relu' ? 2 : 1) / (kernel * channels) },
        },
        { name: 'bias', shape: [1, filters], initial: { value: 0 } },
      ],
      statistics: [],
      zeroRow: ['reads'],
      multiplyAdds: length * kernel * channels * filters,
      masks: () => [],
      train: (context, [x]) => trainConvolution(context, x!, sizes),
      infer: (context, [x]) => inferConvolution(context, x!, sizes),
    };
    return layer;
  };
}

function trainConvolution(context: TrainingContext, x: Tensor, sizes: ConvolutionSizes): TrainingResult {
  const { graph, batch } = context;
  const { length, channels, filters, kernel, activation } = sizes;
  const layout = naturalRows(length);
  const shapes = { batch, inputRows: length + 1, outputRows: length + 1, kernel, channels, filters };
  const weight = context.parameter('weight');
  const signal = sizes.fromBeats ? signalOfBeats(context, x, sizes) : x;
  const columns = patches(graph, signal, inputRowsUnderKernel(layout, length, kernel), shapes);
  const product = reshape(graph, matrixProduct(graph, columns, weight), [batch, length + 1, filters]);
  const bias = multiply(graph, graph.constant(realRows(layout), [length + 1, 1]), context.parameter('bias'));
  const linear = add(graph, product, bias);
  const y = activation === 'relu' ? graph.node('Relu', [linear]) : linear;

  function backward(gradient: Tensor): (Tensor | null)[] {
    const whole = context.zeroRow.output ? gradient : appendZeroRow(context, gradient, filters);
    const dy = activation === 'relu' ? rectifyGradient(graph, whole, y) : whole;
    const dyRows = reshape(graph, dy, [batch * (length + 1), filters]);
    context.gradient('weight', convolutionWeightGradient(graph, columns, dyRows));
    context.gradient('bias', columnSums(graph, dyRows, batch * (length + 1)));
    if (!context.wantsGradient[0]) return [null];
    return [convolutionInputGradient(graph, dy, weight, outputRowsOverKernel(layout, length, kernel), shapes)];
  }
  return { output: context.zeroRow.output ? y : cutZeroRow(context, y, length), backward };
}

/** The beats as a signal [batch, length + 1, leads]. */
function signalOfBeats({ graph, batch }: TrainingContext, x: Tensor, { length, channels }: ConvolutionSizes): Tensor {
  const zero = zeroColumn(length, channels);
  const table = Int32Array.from({ length: (length + 1) * channels }, (_, index) => Math.min(index, zero));
  return reshape(graph, graph.node('Gather', [x, graph.integers(table)], { axis: 1 }), [batch, length + 1, channels]);
}

function inferConvolution({ graph, parameter }: InferenceContext, x: Tensor, sizes: ConvolutionSizes): Tensor {
  const { filters, channels, kernel, activation } = sizes;
  const weight = parameter('weight');
  const turned = new Float64Array(weight.length);
  for (let filter = 0; filter < filters; filter++)
    for (let channel = 0; channel < channels; channel++)
      for (let tap = 0; tap < kernel; tap++)
        turned[(filter * channels + channel) * kernel + tap] = weight[(tap * channels + channel) * filters + filter]!;
  const pad = (kernel - 1) >> 1;
  const inputs = [
    x,
    graph.constant(turned, [filters, channels, 1, kernel]),
    graph.constant(parameter('bias'), [filters]),
  ];
  const y = graph.node('Conv', inputs, { kernel_shape: [1, kernel], pads: [0, pad, 0, pad] });
  return activation === 'relu' ? graph.node('Relu', [y]) : y;
}
