import { describe, expect, it } from 'vitest';

import { createGraph, encodeGraph } from '../../../app/model/graph.ts';
import { largestModelBytes, readModelMetadata } from '../../../app/model/onnx/metadata.ts';
import { seedSpecification } from '../../../app/model/architectures/seed-specification.ts';

function modelWith(metadata: Record<string, string>): Uint8Array {
  const graph = createGraph('float32');
  const x = graph.input('beats', 'real', ['batch', 1, 187]);
  graph.output(graph.node('Relu', [x]), 'probabilities', 'real', ['batch', 1, 187]);
  return encodeGraph(graph, 'test', metadata);
}

describe('input specification of an ONNX file', () => {
  it('is read back as it was written', () => {
    const model = modelWith({ caliper: JSON.stringify(seedSpecification) });
    expect(readModelMetadata(model)).toEqual(seedSpecification);
  });

  it('is missed with a clear sentence', () => {
    expect(() => readModelMetadata(modelWith({ author: 'somebody else' }))).toThrowError(
      expect.objectContaining({
        code: 'unsupported',
        message: expect.stringContaining('This ONNX file has no Caliper input specification') as string,
      }) as Error,
    );
  });

  it.each([
    ['text that is no JSON', 'rate = 120'],
    ['an unknown version', JSON.stringify({ ...seedSpecification, version: 2 })],
    ['classes in another order', JSON.stringify({ ...seedSpecification, classes: ['S', 'N', 'V', 'F', 'Q'] })],
    ['a length beyond the limit', JSON.stringify({ ...seedSpecification, length: 1e9 })],
  ])('is refused with %s', (_what, text) => {
    expect(() => readModelMetadata(modelWith({ caliper: text }))).toThrowError(
      expect.objectContaining({ code: 'unsupported' }) as Error,
    );
  });

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['text', new TextEncoder().encode('this is no model')],
    ['a model cut short', modelWith({ caliper: JSON.stringify(seedSpecification) }).subarray(0, 90)],
  ])('is not looked for in %s', (_what, bytes) => {
    expect(() => readModelMetadata(bytes)).toThrowError(expect.objectContaining({ code: 'damaged-file' }) as Error);
  });

  it('is not looked for in a file too large to be a model of ours', () => {
    const huge = { length: largestModelBytes + 1 } as Uint8Array;
    expect(() => readModelMetadata(huge)).toThrowError(expect.objectContaining({ code: 'too-large' }) as Error);
  });
});
