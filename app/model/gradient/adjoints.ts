import type { Graph, Tensor } from '../graph.ts';
import { unknownOperator, wholeNumber, wholeNumbers, type ForwardNode } from './forward-node.ts';
import { averagePoolAdjoint, maxPoolAdjoint } from './pool-adjoints.ts';

/** From the gradient of a node's first output to those of its inputs, null for constants. */
export type Adjoint = (graph: Graph, node: ForwardNode, gradient: Tensor) => (Tensor | null)[];

/** The operators of our inference graphs (see layers/ and ensemble-graph.ts). */
const adjoints: Readonly<Record<string, Adjoint>> = {
  Identity: (_graph, _node, gradient) => [gradient],
  Unsqueeze: (graph, node, gradient) => [likeInput(graph, node, gradient), null],
  Flatten: (graph, node, gradient) => [likeInput(graph, node, gradient)],
  Add: (_graph, { varies }, gradient) => varies.map((own) => (own ? gradient : null)),
  Sum: (_graph, { varies }, gradient) => varies.map((own) => (own ? gradient : null)),
  Mul(graph, { inputs, varies }, gradient) {
    if (varies[0] && varies[1]) throw unknownOperator('Mul of two results');
    return varies.map((own, index) => (own ? graph.node('Mul', [gradient, inputs[1 - index]!]) : null));
  },
  Log: (graph, { inputs }, gradient) => [graph.node('Div', [gradient, inputs[0]!])],
  Max(graph, { inputs, varies, outputs }, gradient) {
    return varies.map((own, index) => (own ? where(graph, 'Equal', outputs[0]!, inputs[index]!, gradient) : null));
  },
  Relu: (graph, { outputs }, gradient) => [where(graph, 'Greater', outputs[0]!, graph.scalar(0), gradient)],
  Softmax(graph, { outputs }, gradient) {
    const weighted = graph.node('Mul', [gradient, outputs[0]!]);
    const mean = graph.node('ReduceSum', [weighted, graph.integers([1])], { keepdims: 1 });
    return [graph.node('Mul', [graph.node('Sub', [gradient, mean]), outputs[0]!])];
  },
  Gemm(graph, { node, inputs }, gradient) {
    if (wholeNumber(node, 'transA', 0) !== 0) throw unknownOperator('Gemm of a transposed input');
    const transB = 1 - wholeNumber(node, 'transB', 0);
    return [graph.node('Gemm', [gradient, inputs[1]!], { transA: 0, transB }), null, null];
  },
  Conv(graph, { node, inputs }, gradient) {
    const kernel = wholeNumbers(node, 'kernel_shape') ?? [];
    const pads = wholeNumbers(node, 'pads') ?? kernel.map(() => 0).flatMap((zero) => [zero, zero]);
    const strides = wholeNumbers(node, 'strides') ?? kernel.map(() => 1);
    if (strides.some((stride) => stride !== 1) || wholeNumber(node, 'group', 1) !== 1)
      throw unknownOperator('Conv in groups or steps');
    return [graph.node('ConvTranspose', [gradient, inputs[1]!], { kernel_shape: kernel, pads }), null, null];
  },
  Concat(graph, { node, inputs }, gradient) {
    const axis = wholeNumber(node, 'axis', 0);
    const sizes = inputs.map((input) =>
      graph.node('Gather', [graph.node('Shape', [input]), graph.integers([axis])], { axis: 0 }),
    );
    const sizesOfAll = graph.node('Concat', sizes, { axis: 0 });
    return graph.nodes('Split', [gradient, sizesOfAll], inputs.length, { axis });
  },
  Gather(graph, node, gradient) {
    if (wholeNumber(node.node, 'axis', 0) !== 1) throw unknownOperator('Gather along another axis than 1');
    const [, size = 0, ...others] = node.sizes(0);
    const picked = node.integers(1);
    const places = new Float32Array(picked.length * size);
    picked.forEach((place, row) => (places[row * size + place] = 1));
    const matrix = graph.constant(places, [picked.length, size]);
    if (others.length === 0) return [graph.node('MatMul', [gradient, matrix]), null];
    return [graph.node('MatMul', [graph.node('Transpose', [matrix], { perm: [1, 0] }), gradient]), null];
  },
  MaxPool: maxPoolAdjoint,
  AveragePool: averagePoolAdjoint,
};

/** @throws CaliperError `unsupported` */
export function adjointOf(operator: string): Adjoint {
  const adjoint = adjoints[operator];
  if (!adjoint) throw unknownOperator(operator);
  return adjoint;
}

function likeInput(graph: Graph, { inputs }: ForwardNode, gradient: Tensor): Tensor {
  return graph.node('Reshape', [gradient, graph.node('Shape', [inputs[0]!])]);
}

/** The gradient where a comparison holds, 0 elsewhere. */
function where(graph: Graph, comparison: string, a: Tensor, b: Tensor, gradient: Tensor): Tensor {
  return graph.node('Where', [graph.node(comparison, [a, b]), gradient, graph.scalar(0)]);
}
