import { beatsRowWidth, zeroColumn } from '../beats-row.ts';
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
import { normalisation, normalisationGradient, signOf } from '../ops/batch-normalisation.ts';
import { poolGradient, poolRectify, rectifyGradient } from '../ops/pool-rectify.ts';
import { maskOf, type ConvolutionBlockSizes } from './convolution-block-sizes.ts';
import type { TrainingContext, TrainingResult } from './layer.ts';
import { convolutionRows, inputRowsUnderKernel, type ConvolutionRows } from './rows.ts';

/**
 * The training form of a convolution block that reads the beats themselves.
 *
 * A kernel over few leads sees few numbers (5 for one lead), so mean and variance of the convolution follow from the means and
 * products of its inputs: with columns X, one row a position, m = mean of X and G = X'X / n, the mean of X W is m W and its
 * variance diag(W'(G - m'm)W). Normalisation is then folded into the weights before the product is taken, and the backward
 * pass needs no activation of its own: a dozen passes over the largest tensors of the network fall away.
 */
export function trainInputConvolutionBlock(
  context: TrainingContext,
  x: Tensor,
  sizes: ConvolutionBlockSizes,
): TrainingResult {
  const { graph, batch } = context;
  const { length, filters } = sizes;
  const keep = 1 / (1 - sizes.dropout);
  const layout = convolutionRows(length, context.zeroRow.output);
  const { rows, block, rest, pooled } = layout;
  const taps = sizes.kernel * sizes.channels;
  const samples = batch * length;

  const columns = patchesWithOnes(context, x, sizes, layout);
  const sums = gemm(graph, columns, columns, { transposeA: true });
  const products = multiply(graph, sums, graph.scalar(1 / samples));
  const [upper, lower] = split(graph, products, 0, [taps, 1]) as [Tensor, Tensor];
  const [square] = split(graph, upper, 1, [taps, 1]) as [Tensor];
  const [means] = split(graph, lower, 1, [taps, 1]) as [Tensor];

  const gamma = context.parameter('gamma');
  const sign = signOf(graph, gamma);
  const weight = multiply(graph, context.parameter('weight'), sign);
  const projected = matrixProduct(graph, square, weight);
  const mean = matrixProduct(graph, means, weight);
  const meanSquare = columnSums(graph, multiply(graph, weight, projected), taps);
  const variance = subtract(graph, meanSquare, multiply(graph, mean, mean));
  context.statistic('normalisation', multiply(graph, mean, sign), variance, samples);
  const normalised = normalisation(graph, { mean, variance }, { gamma, beta: context.parameter('beta'), sign }, keep);

  const folded = concatenate(graph, [multiply(graph, weight, normalised.scale), normalised.shift], 0);
  const z = reshape(graph, matrixProduct(graph, columns, folded), [batch, rows, filters]);
  const [even, odd] = split(graph, z, 1, rest > 0 ? [block, block, rest] : [block, block]) as [Tensor, Tensor];
  const { output } = poolRectify(graph, even, odd, null, maskOf(context, pooled));

  function backward(gradient: Tensor): (Tensor | null)[] {
    const parts = poolGradient(graph, rectifyGradient(graph, gradient, output), even, odd);
    const zeros = rest > 0 ? [graph.constant(new Float64Array(batch * rest * filters), [batch, rest, filters])] : [];
    const dz = reshape(graph, concatenate(graph, [...parts, ...zeros], 1), [batch * rows, filters]);
    const ofColumns = gemm(graph, columns, dz, { transposeA: true });
    const [ofWeight, shift] = split(graph, ofColumns, 0, [taps, 1]) as [Tensor, Tensor];
    const ofAffine = { scale: columnSums(graph, multiply(graph, weight, ofWeight), taps), shift };
    const slopes = normalisationGradient(graph, normalised, ofAffine, keep, samples);
    context.gradient('gamma', slopes.gamma);
    context.gradient('beta', slopes.beta);
    // X'(direct dz + linear X W + constant), term by term.
    const linear = multiply(graph, projected, multiply(graph, slopes.linear, graph.scalar(samples)));
    const constant = gemm(graph, means, multiply(graph, slopes.constant, graph.scalar(samples)), { transposeA: true });
    context.gradient('weight', add(graph, add(graph, multiply(graph, ofWeight, slopes.direct), linear), constant));
    return [null];
  }
  return { output, backward };
}

/** Columns under the kernel and a column of ones, [batch x rows, kernel x leads + 1]; zero rows are 0 throughout. */
function patchesWithOnes(
  { graph, batch }: TrainingContext,
  x: Tensor,
  { length, channels, kernel }: ConvolutionBlockSizes,
  layout: ConvolutionRows,
): Tensor {
  const width = kernel * channels + 1;
  const zero = zeroColumn(length, channels);
  const one = beatsRowWidth(length, channels) - 1;
  const rowsUnder = inputRowsUnderKernel(layout, length, kernel);
  const table = new Int32Array(layout.rows * width).fill(zero);
  layout.positionOf.forEach((position, row) => {
    for (let tap = 0; tap < kernel; tap++) {
      const from = rowsUnder[row * kernel + tap]!;
      for (let lead = 0; lead < channels && from < length; lead++) {
        table[row * width + tap * channels + lead] = from * channels + lead;
      }
    }
    if (position >= 0) table[row * width + width - 1] = one;
  });
  const gathered = graph.node('Gather', [x, graph.integers(table, [layout.rows, width])], { axis: 1 });
  return reshape(graph, gathered, [batch * layout.rows, width]);
}
