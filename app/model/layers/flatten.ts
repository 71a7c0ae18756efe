import { CaliperError } from '../../contract/errors.ts';
import type { Tensor } from '../graph.ts';
import { reshape } from '../ops/arithmetic.ts';
import type { Shape, TrainingContext } from './layer.ts';
import { appendZeroRow, cutZeroRow } from './zero-row.ts';

/** Numbers a beat that a dense layer reads of a value. @throws CaliperError `invalid-input` for the beats themselves */
export function widthOf(shape: Shape): number {
  if (shape.kind === 'vector') return shape.size;
  if (shape.kind === 'beats')
    throw new CaliperError('invalid-input', 'A dense layer does not read the beats themselves.');
  return shape.length * shape.channels;
}

/** A value as [batch, width] in the training graph: positions one after the other, without the zero row. */
export function flatten(context: TrainingContext, x: Tensor, shape: Shape, zeroRow: boolean): Tensor {
  if (shape.kind === 'vector') return x;
  const positions = zeroRow ? cutZeroRow(context, x, shape.length) : x;
  return reshape(context.graph, positions, [context.batch, shape.length * shape.channels]);
}

/** Brings the gradient of a flattened value back to the value's own shape. */
export function unflatten(context: TrainingContext, x: Tensor, shape: Shape, zeroRow: boolean): Tensor {
  if (shape.kind === 'vector') return x;
  const signal = reshape(context.graph, x, [context.batch, shape.length, shape.channels]);
  return zeroRow ? appendZeroRow(context, signal, shape.channels) : signal;
}

/** Reorders rows from (position, channel), as signals are flattened in training, to (channel, position). */
export function channelsFirst(weight: Float32Array, inputs: readonly Shape[], units: number): Float32Array {
  const result = Float32Array.from(weight);
  let start = 0;
  for (const shape of inputs) {
    if (shape.kind === 'signal') {
      for (let position = 0; position < shape.length; position++)
        for (let channel = 0; channel < shape.channels; channel++) {
          const from = start + position * shape.channels + channel;
          const to = start + channel * shape.length + position;
          result.set(weight.subarray(from * units, (from + 1) * units), to * units);
        }
    }
    start += widthOf(shape);
  }
  return result;
}
