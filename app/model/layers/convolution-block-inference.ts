import type { Tensor } from '../graph.ts';
import { normalisationEpsilon } from '../ops/batch-normalisation.ts';
import type { ConvolutionBlockSizes } from './convolution-block-sizes.ts';
import type { InferenceContext } from './layer.ts';

/**
 * The inference form of a convolution block: a convolution with the running statistics folded into weights and bias,
 * ReLU, max pooling.
 *
 * Two-dimensional with a height of 1: onnxruntime has its blocked kernels for four-dimensional tensors only.
 */
export function inferConvolutionBlock(context: InferenceContext, x: Tensor, sizes: ConvolutionBlockSizes): Tensor {
  const { graph } = context;
  const { kernel, channels, filters } = sizes;
  const weight = context.parameter('weight');
  const gamma = context.parameter('gamma');
  const beta = context.parameter('beta');
  const mean = context.mean('normalisation');
  const variance = context.variance('normalisation');

  const folded = new Float64Array(filters * channels * kernel);
  const bias = new Float64Array(filters);
  for (let filter = 0; filter < filters; filter++) {
    const scale = gamma[filter]! / Math.sqrt(variance[filter]! + normalisationEpsilon);
    bias[filter] = beta[filter]! - mean[filter]! * scale;
    for (let channel = 0; channel < channels; channel++) {
      for (let tap = 0; tap < kernel; tap++) {
        const value = weight[(tap * channels + channel) * filters + filter]!;
        folded[(filter * channels + channel) * kernel + tap] = value * scale;
      }
    }
  }
  const pad = (kernel - 1) >> 1;
  const kernelTensor = graph.constant(folded, [filters, channels, 1, kernel]);
  const attributes = { kernel_shape: [1, kernel], pads: [0, pad, 0, pad] };
  const y = graph.node('Conv', [x, kernelTensor, graph.constant(bias, [filters])], attributes);
  return graph.node('MaxPool', [graph.node('Relu', [y])], { kernel_shape: [1, 2], strides: [1, 2] });
}
