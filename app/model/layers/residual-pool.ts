import { CaliperError } from '../../contract/errors.ts';
import { add } from '../ops/arithmetic.ts';
import { rectifyGradient } from '../ops/pool-rectify.ts';
import { windowMaximum, windowMaximumGradient, type WindowSizes } from '../ops/window-pool.ts';
import type { Layer, LayerFactory } from './layer.ts';

/**
 * The end of a residual block: the sum of two signals of the same size, ReLU, max pooling without padding.
 *
 * @param size samples in a window
 * @param stride samples from one window to the next
 */
export function residualPool({ size, stride }: { readonly size: number; readonly stride: number }): LayerFactory {
  return ([signal, other]) => {
    if (signal?.kind !== 'signal' || other?.kind !== 'signal' || signal.channels !== other.channels)
      throw new CaliperError('invalid-input', 'A residual block adds two signals of the same size.');
    const { length, channels } = signal;
    const windows = Math.floor((length - size) / stride) + 1;
    if (other.length !== length || windows < 1)
      throw new CaliperError('invalid-input', `A residual block cannot pool a signal of ${length} samples by ${size}.`);
    const layer: Layer = {
      output: { kind: 'signal', length: windows, channels },
      parameters: [],
      statistics: [],
      zeroRow: ['reads', 'reads'],
      multiplyAdds: 0,
      masks: () => [],
      train({ graph, batch, zeroRow }, [a, b]) {
        const inputRows = length + 1;
        const sizes: WindowSizes = { batch, channels, inputRows, windows, zeroRow: zeroRow.output, size, stride };
        const sum = graph.node('Relu', [add(graph, a!, b!)]);
        const pooled = windowMaximum(graph, sum, sizes);
        return {
          output: pooled.output,
          backward(gradient) {
            const ofSum = rectifyGradient(graph, windowMaximumGradient(graph, gradient, pooled, sizes), sum);
            return [ofSum, ofSum];
          },
        };
      },
      infer({ graph }, [a, b]) {
        const sum = graph.node('Relu', [add(graph, a!, b!)]);
        return graph.node('MaxPool', [sum], { kernel_shape: [1, size], strides: [1, stride] });
      },
    };
    return layer;
  };
}
