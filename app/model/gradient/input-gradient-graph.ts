import { clone, create, fromBinary } from '@bufbuild/protobuf';

import { createGraph, type Tensor } from '../graph.ts';
import { encodeModel } from '../onnx/encode.ts';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  type GraphProto,
  type NodeProto,
  type TensorProto,
} from '../onnx/onnx_pb.js';
import { adjointOf } from './adjoints.ts';
import { unknownOperator, type ForwardNode } from './forward-node.ts';

/** Names of the additional input [1, classes] and of the outputs, one an input of the model. */
export const directionName = 'direction';
export const gradientName = (input: string) => `gradient of ${input}`;

const forward = (name: string) => (name === '' ? '' : `forward/${name}`);

/**
 * Makes from a model file one that also gives the gradient of `direction · logits` with respect to each input, for a batch of
 * one beat: what the decision between two classes hangs on, with +1 for the one and -1 for the other (saliency after Simonyan et
 * al. 2013). It is the model's own graph followed by the adjoint of each of its nodes in reverse order.
 *
 * The logits are what the last Softmax reads: in an ensemble those of the mean, at the operating point.
 *
 * @param bytes an ONNX file of ours, with output `probabilities`
 * @throws CaliperError `unsupported` for a model with an operator whose gradient is not known here
 */
export function inputGradientGraph(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const source = fromBinary(ModelProtoSchema, bytes).graph!;
  const graph = createGraph('float32');
  const inputNames = source.input.map(({ name }) => name);
  const tensorOf = (name: string): Tensor => ({ name: inputNames.includes(name) ? name : forward(name) });
  const constants = new Map(source.initializer.map((tensor) => [tensor.name, tensor]));
  const inputSizes = new Map(
    source.input.map(({ name, type }) => [
      name,
      type?.value.case === 'tensorType'
        ? (type.value.value.shape?.dim ?? []).map(({ value }) => (value.case === 'dimValue' ? Number(value.value) : 0))
        : [],
    ]),
  );
  const varying = new Set(inputNames);
  const depends = (name: string) => varying.has(name);
  for (const node of source.node) if (node.input.some(depends)) for (const name of node.output) varying.add(name);

  const copies = source.node.map((node) => copied(node, tensorOf));
  const gradients = new Map<string, Tensor[]>();
  const softmax = lastSoftmax(source.node);
  gradients.set(softmax.input[0]!, [graph.input(directionName, 'real', [1, 'classes'])]);
  for (const node of source.node.slice(0, source.node.indexOf(softmax)).reverse()) {
    const arrived = gradients.get(node.output[0]!);
    if (!arrived) continue;
    const gradient = arrived.length > 1 ? graph.node('Sum', arrived) : arrived[0]!;
    const described: ForwardNode = {
      node,
      inputs: node.input.map(tensorOf),
      outputs: [tensorOf(node.output[0]!), indicesOf(node)],
      varies: node.input.map(depends),
      integers: (input) => integersOf(constants.get(node.input[input]!)),
      sizes: (input) => inputSizes.get(node.input[input]!) ?? constants.get(node.input[input]!)?.dims.map(Number) ?? [],
    };
    adjointOf(node.opType)(graph, described, gradient).forEach((one, index) => {
      const name = node.input[index]!;
      if (one && depends(name)) gradients.set(name, [...(gradients.get(name) ?? []), one]);
    });
  }
  for (const name of inputNames) {
    const arrived = gradients.get(name) ?? [];
    if (arrived.length === 0) throw unknownOperator(`an input "${name}" that decides nothing`);
    graph.output(
      arrived.length > 1 ? graph.node('Sum', arrived) : arrived[0]!,
      gradientName(name),
      'real',
      (inputSizes.get(name) ?? []).map((size) => size || 1),
    );
  }
  return encodeModel(joined(source, copies, graph.encode('input gradient'), inputNames));
}

/** A node with its tensors' new names; a pool also tells where it found the greatest values. */
function copied(node: NodeProto, tensorOf: (name: string) => Tensor): NodeProto {
  const output = node.output.map((name) => tensorOf(name).name);
  if (node.opType === 'MaxPool') output.push(indicesOf(node).name);
  return create(NodeProtoSchema, {
    ...clone(NodeProtoSchema, node),
    name: forward(node.name),
    input: node.input.map((name) => tensorOf(name).name),
    output,
  });
}

function indicesOf(node: NodeProto): Tensor {
  return { name: `indices/${node.output[0]}` };
}

/** The Softmax that gives the model's probabilities. */
function lastSoftmax(nodes: readonly NodeProto[]): NodeProto {
  const softmax = nodes.findLast(({ opType }) => opType === 'Softmax');
  if (!softmax) throw unknownOperator('no Softmax at its end');
  return softmax;
}

function integersOf(tensor: TensorProto | undefined): number[] {
  if (!tensor) throw unknownOperator('places that it reckons out itself');
  // Copied: the values need not lie at a multiple of eight bytes of the file.
  const aligned = new Uint8Array(tensor.rawData);
  return Array.from(new BigInt64Array(aligned.buffer, 0, aligned.byteLength / 8), Number);
}

function joined(
  source: GraphProto,
  copies: readonly NodeProto[],
  backward: GraphProto,
  inputNames: readonly string[],
): GraphProto {
  const initializer = clone(GraphProtoSchema, source).initializer;
  for (const tensor of initializer) tensor.name = forward(tensor.name);
  return create(GraphProtoSchema, {
    name: backward.name,
    node: [...copies, ...backward.node],
    input: [...source.input.filter(({ name }) => inputNames.includes(name)), ...backward.input],
    output: backward.output,
    initializer: [...initializer, ...backward.initializer],
  });
}
