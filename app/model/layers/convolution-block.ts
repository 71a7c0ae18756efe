import { CaliperError } from '../../contract/errors.ts';
import type { Tensor } from '../graph.ts';
import { add, columnSums, concatenate, matrixProduct, multiply, reshape, split, subtract } from '../ops/arithmetic.ts';
import { normalisation, normalisationGradient, signOf } from '../ops/batch-normalisation.ts';
import { convolutionInputGradient, convolutionWeightGradient, patches } from '../ops/convolution.ts';
import { poolGradient, poolRectify, rectifyGradient } from '../ops/pool-rectify.ts';
import { inferConvolutionBlock } from './convolution-block-inference.ts';
import { trainInputConvolutionBlock } from './input-convolution-block.ts';
import { maskOf, type ConvolutionBlockOptions, type ConvolutionBlockSizes } from './convolution-block-sizes.ts';
import type { Layer, LayerFactory, TrainingContext, TrainingResult } from './layer.ts';
import { convolutionRows, inputRowsUnderKernel, outputRowsOverKernel, realRows } from './rows.ts';

/**
 * Convolution, batch normalisation, ReLU, max pooling by 2, dropout.
 *
 * The convolution has no bias: the normalisation behind it would cancel it, and its gradient is exactly 0.
 */
export function convolutionBlock(options: ConvolutionBlockOptions): LayerFactory {
  return ([input]) => {
    if (!input || input.kind === 'vector') throw new CaliperError('invalid-input', 'A convolution reads a signal.');
    const sizes = { ...options, length: input.length, channels: input.channels };
    const { filters, kernel, length, channels } = sizes;
    const pooled = length >> 1;
    const layer: Layer = {
      output: { kind: 'signal', length: pooled, channels: filters },
      parameters: [
        { name: 'weight', shape: [kernel * channels, filters], initial: { variance: 2 / (kernel * channels) } },
        { name: 'gamma', shape: [1, filters], initial: { value: 1 } },
        { name: 'beta', shape: [1, filters], initial: { value: 0 } },
      ],
      statistics: [{ name: 'normalisation', channels: filters }],
      zeroRow: ['reads'],
      multiplyAdds: length * kernel * channels * filters,
      masks(zeroRow) {
        if (options.dropout === 0) return [];
        return [
          { name: 'dropout', rows: pooled + (zeroRow ? 1 : 0), columns: filters, rate: options.dropout, zeroRow },
        ];
      },
      train(context, [x]) {
        return input.kind === 'beats'
          ? trainInputConvolutionBlock(context, x!, sizes)
          : trainConvolutionBlock(context, x!, sizes);
      },
      infer(context, [x]) {
        return inferConvolutionBlock(context, x!, sizes);
      },
    };
    return layer;
  };
}

function trainConvolutionBlock(context: TrainingContext, x: Tensor, sizes: ConvolutionBlockSizes): TrainingResult {
  const { graph, batch } = context;
  const { length, channels, filters, kernel } = sizes;
  const keep = 1 / (1 - sizes.dropout);
  const layout = convolutionRows(length, context.zeroRow.output);
  const { rows, block, rest, pooled } = layout;
  const shapes = { batch, inputRows: length + 1, outputRows: rows, kernel, channels, filters };
  const samples = batch * length;
  const pieces = rest > 0 ? [block, block, rest] : [block, block];

  const weight = context.parameter('weight');
  const gamma = context.parameter('gamma');
  const sign = signOf(graph, gamma);
  const columns = patches(graph, x, inputRowsUnderKernel(layout, length, kernel), shapes);
  const y = matrixProduct(graph, columns, multiply(graph, weight, sign));
  const mean = columnSums(graph, y, batch * rows, 1 / samples);
  const meanSquare = columnSums(graph, multiply(graph, y, y), batch * rows, 1 / samples);
  const variance = subtract(graph, meanSquare, multiply(graph, mean, mean));
  context.statistic('normalisation', multiply(graph, mean, sign), variance, samples);
  const normalised = normalisation(graph, { mean, variance }, { gamma, beta: context.parameter('beta'), sign }, keep);
  const byBeat = reshape(graph, y, [batch, rows, filters]);
  const [even, odd] = split(graph, byBeat, 1, pieces) as [Tensor, Tensor];
  const { greatest, output } = poolRectify(graph, even, odd, normalised, maskOf(context, pooled));

  function backward(gradient: Tensor): (Tensor | null)[] {
    const dz = rectifyGradient(graph, gradient, output);
    const sum = (value: Tensor) => columnSums(graph, reshape(graph, value, [batch * block, filters]), batch * block);
    const sums = { scale: sum(multiply(graph, dz, greatest)), shift: sum(dz) };
    const slopes = normalisationGradient(graph, normalised, sums, keep, samples);
    context.gradient('gamma', slopes.gamma);
    context.gradient('beta', slopes.beta);

    const parts = poolGradient(graph, multiply(graph, dz, slopes.direct), even, odd);
    const zeros = rest > 0 ? [graph.constant(new Float64Array(batch * rest * filters), [batch, rest, filters])] : [];
    const direct = concatenate(graph, [...parts, ...zeros], 1);
    const constant = multiply(graph, graph.constant(realRows(layout), [rows, 1]), slopes.constant);
    const dy = add(graph, add(graph, direct, multiply(graph, byBeat, slopes.linear)), constant);
    const dyRows = reshape(graph, dy, [batch * rows, filters]);
    context.gradient('weight', convolutionWeightGradient(graph, columns, dyRows));
    if (!context.wantsGradient[0]) return [null];
    return [convolutionInputGradient(graph, dy, weight, outputRowsOverKernel(layout, length, kernel), shapes)];
  }
  return { output, backward };
}
