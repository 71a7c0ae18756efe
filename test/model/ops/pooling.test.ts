import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { createGraph, encodeGraph, type Graph } from '../../../app/model/graph.ts';
import { poolGradient } from '../../../app/model/ops/pool-rectify.ts';
import { windowMaximum, windowMaximumGradient } from '../../../app/model/ops/window-pool.ts';

async function run(graph: Graph, feeds: Record<string, readonly number[]>, shape: readonly number[]) {
  const session = await InferenceSession.create(encodeGraph(graph, 'test'), { intraOpNumThreads: 1 });
  const tensors = Object.entries(feeds).map(([name, values]) => [
    name,
    new Tensor('float32', Float32Array.from(values), name === 'x' ? shape : [1, values.length, 1]),
  ]);
  const results = await session.run(Object.fromEntries(tensors) as Record<string, Tensor>);
  return Object.fromEntries(
    Object.entries(results).map(([name, tensor]) => [name, Array.from(tensor.data as Float32Array)]),
  );
}

describe('gradient of max pooling', () => {
  it('goes to the first of two equal values, never to both', async () => {
    const graph = createGraph('float32');
    const [even, odd, gradient] = ['even', 'odd', 'gradient'].map((name) => graph.input(name, 'real', [1, 3, 1]));
    const [ofEven, ofOdd] = poolGradient(graph, gradient!, even!, odd!);
    graph.output(ofEven, 'ofEven', 'real', [1, 3, 1]);
    graph.output(ofOdd, 'ofOdd', 'real', [1, 3, 1]);
    expect(await run(graph, { even: [0, 2, 1], odd: [0, 1, 2], gradient: [5, 6, 7] }, [])).toEqual({
      ofEven: [5, 6, 0],
      ofOdd: [0, 0, 7],
    });
  });

  it('of overlapping windows adds up where a value is the greatest of several', async () => {
    const graph = createGraph('float32');
    const sizes = { batch: 1, channels: 1, inputRows: 8, windows: 2, zeroRow: false, size: 5, stride: 2 };
    const x = graph.input('x', 'real', [1, 8, 1]);
    const gradient = graph.input('gradient', 'real', [1, 2, 1]);
    const pooled = windowMaximum(graph, x, sizes);
    graph.output(pooled.output, 'greatest', 'real', [1, 2, 1]);
    graph.output(windowMaximumGradient(graph, gradient, pooled, sizes), 'ofX', 'real', [1, 8, 1]);
    // Windows 0-4 and 2-6; the last row is the zero row.
    expect(await run(graph, { x: [1, 0, 0, 9, 9, 0, 9, 0], gradient: [2, 3] }, [1, 8, 1])).toEqual({
      greatest: [9, 9],
      ofX: [0, 0, 0, 5, 0, 0, 0, 0],
    });
    expect(await run(graph, { x: [7, 0, 0, 1, 2, 7, 7, 0], gradient: [2, 3] }, [1, 8, 1])).toEqual({
      greatest: [7, 7],
      ofX: [2, 0, 0, 0, 0, 3, 0, 0],
    });
  });
});
