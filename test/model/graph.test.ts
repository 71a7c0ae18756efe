import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { createGraph, encodeGraph, type Graph } from '../../app/model/graph.ts';
import { add, gemm, split } from '../../app/model/ops/arithmetic.ts';

async function run(graph: Graph, feeds: Record<string, Tensor>): Promise<number[]> {
  const session = await InferenceSession.create(encodeGraph(graph, 'test'), { intraOpNumThreads: 1 });
  return Array.from((await session.run(feeds))['y']!.data as Float32Array);
}

describe('graph builder', () => {
  it('runs a body as often as its loop says, constants of the body included', async () => {
    const graph = createGraph('float32');
    const times = graph.input('times', 'int64', []);
    const body = graph.subgraph();
    body.input('iteration', 'int64', []);
    const condition = body.input('condition', 'bool', []);
    const sum = body.input('sum', 'real', [2]);
    body.output(body.node('Identity', [condition]), null, 'bool', []);
    body.output(add(body, sum, body.constant([1, 10], [2])), null, 'real', [2]);
    const always = graph.node('Equal', [graph.integers([0], []), graph.integers([0], [])]);
    const [total] = graph.nodes('Loop', [times, always, graph.constant([0, 0], [2])], 1, { body: body.encode('body') });
    graph.output(total!, 'y', 'real', [2]);
    expect(await run(graph, { times: new Tensor('int64', BigInt64Array.of(4n), []) })).toEqual([4, 40]);
  });

  it('gives every node with several outputs as many names', async () => {
    const graph = createGraph('float32');
    const x = graph.input('x', 'real', [3]);
    const [, last] = split(graph, x, 0, [2, 1]);
    graph.output(last!, 'y', 'real', [1]);
    expect(await run(graph, { x: new Tensor('float32', Float32Array.of(1, 2, 3), [3]) })).toEqual([3]);
  });

  it('computes in double precision when told so', async () => {
    const graph = createGraph('float64');
    const x = graph.input('x', 'real', [1]);
    graph.output(add(graph, x, graph.scalar(1e-12)), 'y', 'real', [1]);
    expect(await run(graph, { x: new Tensor('float64', Float64Array.of(1), [1]) })).toEqual([1 + 1e-12]);
  });

  it('multiplies transposed matrices and adds a third', async () => {
    const graph = createGraph('float32');
    const a = graph.constant([1, 2, 3, 4, 5, 6], [3, 2]);
    const b = graph.constant([1, 0, 2, 1, 0, 3], [3, 2]);
    const c = graph.input('c', 'real', [1, 2]);
    graph.output(gemm(graph, a, b, { transposeA: true, plus: c }), 'y', 'real', [2, 2]);
    expect(await run(graph, { c: new Tensor('float32', Float32Array.of(100, 200), [1, 2]) })).toEqual([
      107, 218, 110, 222,
    ]);
  });
});
