import { CaliperError } from '../../contract/errors.ts';
import { beatsRowWidth } from '../beats-row.ts';
import type { Tensor } from '../graph.ts';
import { concatenate, gemm, matrixProduct, reshape, split } from '../ops/arithmetic.ts';
import type { Layer, LayerFactory, TrainingContext } from './layer.ts';

interface ShortcutSizes {
  readonly fromBeats: boolean;
  readonly fromLength: number;
  readonly channels: number;
  readonly length: number;
  readonly filters: number;
  readonly pool: number;
}

/**
 * A skip connection onto a shorter signal with more channels: average pooling, a 1x1 convolution with bias, addition.
 * Inputs: where the connection starts, and the signal that it is added to.
 *
 * @param pool samples that are averaged into one
 */
export function shortcut(options: { readonly pool: number }): LayerFactory {
  return ([from, onto]) => {
    if (!from || from.kind === 'vector' || onto?.kind !== 'signal')
      throw new CaliperError('invalid-input', 'A skip connection leads from a signal onto a signal.');
    if (Math.floor(from.length / options.pool) !== onto.length)
      throw new CaliperError(
        'invalid-input',
        `A skip connection over ${from.length} samples by ${options.pool} does not fit a signal of ${onto.length}.`,
      );
    const { pool } = options;
    const sizes: ShortcutSizes = {
      fromBeats: from.kind === 'beats',
      fromLength: from.length,
      channels: from.channels,
      length: onto.length,
      filters: onto.channels,
      pool,
    };
    const rows = sizes.channels + 1;
    const layer: Layer = {
      output: onto,
      parameters: [
        {
          name: 'weight',
          shape: [rows, sizes.filters],
          initial: { variance: 1 / sizes.channels },
          lastRow: { value: 0 },
        },
      ],
      statistics: [],
      zeroRow: ['ignores', 'passes'],
      multiplyAdds: sizes.length * sizes.channels * sizes.filters,
      masks: () => [],
      train(context, [start, signal]) {
        return trainShortcut(context, start!, signal!, sizes);
      },
      infer({ graph, parameter }, [start, signal]) {
        const weight = parameter('weight');
        const { channels, filters } = sizes;
        const kernel = new Float64Array(filters * channels);
        for (let filter = 0; filter < filters; filter++)
          for (let channel = 0; channel < channels; channel++)
            kernel[filter * channels + channel] = weight[channel * filters + filter]!;
        const bias = graph.constant(weight.subarray(channels * filters), [filters]);
        const pooled = graph.node('AveragePool', [start!], { kernel_shape: [1, pool], strides: [1, pool] });
        const projection = graph.node('Conv', [pooled, graph.constant(kernel, [filters, channels, 1, 1]), bias], {
          kernel_shape: [1, 1],
        });
        return graph.node('Add', [signal!, projection]);
      },
    };
    return layer;
  };
}

function trainShortcut(context: TrainingContext, start: Tensor, signal: Tensor, sizes: ShortcutSizes) {
  const { graph, batch, zeroRow } = context;
  const { channels, length, filters } = sizes;
  const rows = length + (zeroRow.output ? 1 : 0);
  const startRows = sizes.fromLength + (zeroRow.inputs[0] ? 1 : 0);
  const weight = context.parameter('weight');
  const pooled = sizes.fromBeats
    ? poolBeats(context, start, sizes, rows)
    : poolSignal(context, start, sizes, rows, startRows);
  const sum = gemm(graph, pooled, weight, { plus: reshape(graph, signal, [batch * rows, filters]) });

  return {
    output: reshape(graph, sum, [batch, rows, filters]),
    backward(gradient: Tensor): (Tensor | null)[] {
      const byRow = reshape(graph, gradient, [batch * rows, filters]);
      context.gradient('weight', gemm(graph, pooled, byRow, { transposeA: true }));
      if (!context.wantsGradient[0]) return [null, gradient];
      const [kernel] = split(graph, weight, 0, [channels, 1]) as [Tensor];
      const ofPooled = reshape(graph, gemm(graph, byRow, kernel, { transposeB: true }), [batch, rows, channels]);
      const spread = graph.constant(transposed(averages(sizes, rows, startRows), rows, startRows), [startRows, rows]);
      return [matrixProduct(graph, spread, ofPooled), gradient];
    },
  };
}

/** Averages and a column of ones, [batch x rows, channels + 1]: one product with a constant does both for the beats. */
function poolBeats({ graph, batch }: TrainingContext, start: Tensor, sizes: ShortcutSizes, rows: number): Tensor {
  const { channels, length, pool, fromLength } = sizes;
  const width = beatsRowWidth(fromLength, channels);
  const columns = channels + 1;
  const matrix = new Float64Array(width * rows * columns);
  for (let row = 0; row < length; row++) {
    for (let lead = 0; lead < channels; lead++)
      for (let sample = row * pool; sample < (row + 1) * pool; sample++)
        matrix[(sample * channels + lead) * rows * columns + row * columns + lead] = 1 / pool;
    matrix[(width - 1) * rows * columns + row * columns + channels] = 1;
  }
  const pooled = matrixProduct(graph, start, graph.constant(matrix, [width, rows * columns]));
  return reshape(graph, pooled, [batch * rows, columns]);
}

function poolSignal(
  { graph, batch }: TrainingContext,
  start: Tensor,
  sizes: ShortcutSizes,
  rows: number,
  startRows: number,
): Tensor {
  const matrix = graph.constant(averages(sizes, rows, startRows), [rows, startRows]);
  const ones = new Float64Array(batch * rows).fill(1);
  if (rows > sizes.length) for (let beat = 0; beat < batch; beat++) ones[beat * rows + sizes.length] = 0;
  const pooled = matrixProduct(graph, matrix, start);
  const withOnes = concatenate(graph, [pooled, graph.constant(ones, [batch, rows, 1])], 2);
  return reshape(graph, withOnes, [batch * rows, sizes.channels + 1]);
}

/** Averaging as a matrix [rows, startRows]; rows that stand for no position are 0. */
function averages(sizes: ShortcutSizes, rows: number, startRows: number): Float64Array {
  const matrix = new Float64Array(rows * startRows);
  for (let row = 0; row < sizes.length; row++)
    matrix.fill(1 / sizes.pool, row * startRows + row * sizes.pool, row * startRows + (row + 1) * sizes.pool);
  return matrix;
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column]!;
  return result;
}
