import { clone, fromBinary } from '@bufbuild/protobuf';

import { CaliperError } from '../contract/errors.ts';
import { createGraph, type Graph, type Tensor } from './graph.ts';
import { encodeModel } from './onnx/encode.ts';
import { readModelMetadata } from './onnx/metadata.ts';
import { GraphProtoSchema, ModelProtoSchema, NodeProtoSchema, type GraphProto } from './onnx/onnx_pb.js';
import { specificationKey, type ModelSpecification } from './specification.ts';

/** Probabilities are taken to be at least this before their logarithm. */
const leastProbability = 1e-9;

/**
 * Puts several models into one file that gives the mean of their probabilities, tempered and at the operating point of
 * the specification's decision: softmax(ln(mean) / temperature + strength ln(priorOdds)).
 *
 * Members may read only some of the channels and numbers, by the names in their own specifications.
 *
 * @param members model files, each with `beats`, `features` where it reads numbers, and `probabilities`
 * @param specification of the ensemble; its channels and numbers are those that callers feed
 * @throws CaliperError `invalid-input` for no member, or one that reads what the specification does not name
 */
export function ensembleGraph(
  members: readonly Uint8Array[],
  specification: ModelSpecification,
): Uint8Array<ArrayBuffer> {
  if (members.length === 0) throw new CaliperError('invalid-input', 'An ensemble has at least one member.');
  const { leads, length, features, classes, decision } = specification;
  const graph = createGraph('float32');
  const beats = graph.input('beats', 'real', ['batch', leads.length, length]);
  const numbers = features.length > 0 ? graph.input('features', 'real', ['batch', features.length]) : null;

  const inner: GraphProto[] = [];
  const outputs = members.map((bytes, index) => {
    const member = readModelMetadata(bytes);
    const own = `member${index}`;
    const inputs = new Map([['beats', select(graph, beats, leads, member.leads)]]);
    if (member.features.length > 0 && numbers)
      inputs.set('features', select(graph, numbers, features, member.features));
    inner.push(renamed(fromBinary(ModelProtoSchema, bytes).graph!, own, inputs));
    return { name: `${own}/probabilities` };
  });

  const sum = outputs.length > 1 ? graph.node('Sum', outputs) : outputs[0]!;
  const mean = graph.node('Mul', [sum, graph.scalar(1 / outputs.length)]);
  const logarithm = graph.node('Log', [graph.node('Max', [mean, graph.scalar(leastProbability)])]);
  const temperature = decision?.temperature ?? 1;
  const shifts = classes.map((_, index) => (decision ? decision.strength * Math.log(decision.priorOdds[index]!) : 0));
  const tempered = graph.node('Mul', [logarithm, graph.scalar(1 / temperature)]);
  const decided = graph.node('Add', [tempered, graph.constant(shifts, [1, classes.length])]);
  const probabilities = graph.node('Softmax', [decided], { axis: 1 });
  graph.output(probabilities, 'probabilities', 'real', ['batch', classes.length]);
  return encodeModel(joined(graph, inner, specification.architecture), {
    [specificationKey]: JSON.stringify(specification),
  });
}

/** The part of an input that a member reads, along axis 1; the input itself where it reads all of it. */
function select(graph: Graph, input: Tensor, names: readonly string[], wanted: readonly string[]): Tensor {
  const indices = wanted.map((name) => names.indexOf(name));
  const missing = indices.indexOf(-1);
  if (missing >= 0)
    throw new CaliperError(
      'invalid-input',
      `A member of the ensemble reads "${wanted[missing]}", which nothing provides.`,
    );
  if (indices.length === names.length && indices.every((index, place) => index === place)) return input;
  return graph.node('Gather', [input, graph.integers(indices)], { axis: 1 });
}

/** A member's graph with names of its own, reading the given tensors in place of its inputs. */
function renamed(source: GraphProto, own: string, inputs: ReadonlyMap<string, Tensor>): GraphProto {
  const nameOf = (name: string) => (name === '' ? '' : (inputs.get(name)?.name ?? `${own}/${name}`));
  const graph = clone(GraphProtoSchema, source);
  graph.node = graph.node.map((node) => ({
    ...clone(NodeProtoSchema, node),
    name: `${own}/${node.name}`,
    input: node.input.map(nameOf),
    output: node.output.map(nameOf),
  }));
  for (const initializer of graph.initializer) initializer.name = nameOf(initializer.name);
  return graph;
}

/** The outer graph with the members' nodes and constants, in an order in which every value is there before it is read. */
function joined(graph: Graph, inner: readonly GraphProto[], name: string): GraphProto {
  const outer = graph.encode(name);
  const gathers = outer.node.filter(({ opType }) => opType === 'Gather');
  const rest = outer.node.filter(({ opType }) => opType !== 'Gather');
  outer.node = [...gathers, ...inner.flatMap(({ node }) => node), ...rest];
  outer.initializer = [...outer.initializer, ...inner.flatMap(({ initializer }) => initializer)];
  return outer;
}
