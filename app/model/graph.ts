import { create } from '@bufbuild/protobuf';

import { encodeAttribute, encodeModel, encodeTensor, encodeValue } from './onnx/encode.ts';
import type { AttributeValue, Axis, ElementType } from './onnx/encode.ts';
import { GraphProtoSchema, NodeProtoSchema } from './onnx/onnx_pb.js';
import type { GraphProto, NodeProto, TensorProto, ValueInfoProto } from './onnx/onnx_pb.js';

/** Precision of every real number in a graph: float32 to work with, float64 to check gradients with. */
export type Precision = 'float32' | 'float64';

/** A value in a graph, known by its unique name. */
export interface Tensor {
  readonly name: string;
}

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Type of an input or output; "real" is float32 or float64 by the precision of the graph. */
export type ValueType = 'real' | Exclude<ElementType, Precision>;

/** Builds one ONNX graph node by node. Names are unique over a graph and all its subgraphs. */
export interface Graph {
  readonly precision: Precision;
  /** Declares an input. Its name is used as given and must be unique. */
  input(name: string, type: ValueType, shape: readonly Axis[]): Tensor;
  /** Declares `tensor` as an output under `name`, or under its own name inside subgraphs. */
  output(tensor: Tensor, name: string | null, type: ValueType, shape: readonly Axis[]): void;
  /** Adds a node with one output. */
  node(operator: string, inputs: readonly Tensor[], attributes?: Attributes): Tensor;
  /** Adds a node with `count` outputs. */
  nodes(operator: string, inputs: readonly Tensor[], count: number, attributes?: Attributes): Tensor[];
  /** A constant of real numbers. */
  constant(values: ArrayLike<number>, shape: readonly number[]): Tensor;
  /** A constant of real numbers, rank 0. */
  scalar(value: number): Tensor;
  /** A constant of whole numbers (indices, shapes), int64. */
  integers(values: ArrayLike<number>, shape?: readonly number[]): Tensor;
  /** A graph whose nodes may use every tensor of this one: the body of a Loop. Constants are kept outside of it. */
  subgraph(): Graph;
  /** The graph as a message: the attribute of a node that runs it. */
  encode(name: string): GraphProto;
}

interface Shared {
  names: number;
  readonly initializers: TensorProto[];
  readonly constants: Map<string, Tensor>;
}

/** Starts an empty graph. */
export function createGraph(precision: Precision): Graph {
  return graphOver(precision, { names: 0, initializers: [], constants: new Map() }, true);
}

/** Serialises a finished graph as an ONNX model file. */
export function encodeGraph(
  graph: Graph,
  name: string,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  return encodeModel(graph.encode(name), metadata);
}

function graphOver(precision: Precision, shared: Shared, outermost: boolean): Graph {
  const nodes: NodeProto[] = [];
  const inputs: ValueInfoProto[] = [];
  const outputs: ValueInfoProto[] = [];

  function fresh(stem: string): Tensor {
    return { name: `${stem}_${shared.names++}` };
  }

  function add(operator: string, from: readonly Tensor[], to: readonly Tensor[], attributes: Attributes): void {
    nodes.push(
      create(NodeProtoSchema, {
        name: `${operator}_${shared.names++}`,
        opType: operator,
        input: from.map((tensor) => tensor.name),
        output: to.map((tensor) => tensor.name),
        attribute: Object.entries(attributes).map(([key, value]) => encodeAttribute(key, value)),
      }),
    );
  }

  function elementType(type: ValueType): ElementType {
    return type === 'real' ? precision : type;
  }

  function initializer(
    type: ElementType,
    shape: readonly number[],
    values: Float32Array | Float64Array | BigInt64Array,
  ) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const key = values.length <= 16 ? `${type}[${shape.join()}]${values.join()}` : null;
    const known = key === null ? undefined : shared.constants.get(key);
    if (known) return known;
    const tensor = fresh('constant');
    shared.initializers.push(encodeTensor(tensor.name, type, shape, bytes));
    if (key !== null) shared.constants.set(key, tensor);
    return tensor;
  }

  function severalOutputs(
    operator: string,
    from: readonly Tensor[],
    count: number,
    attributes: Attributes = {},
  ): Tensor[] {
    const to = Array.from({ length: count }, () => fresh(operator));
    add(operator, from, to, attributes);
    return to;
  }

  const graph: Graph = {
    precision,
    input(name, type, shape) {
      inputs.push(encodeValue(name, elementType(type), shape));
      return { name };
    },
    output(tensor, name, type, shape) {
      const named = name === null ? tensor : { name };
      if (named !== tensor) add('Identity', [tensor], [named], {});
      outputs.push(encodeValue(named.name, elementType(type), shape));
    },
    node(operator, from, attributes) {
      return severalOutputs(operator, from, 1, attributes)[0]!;
    },
    nodes: severalOutputs,
    constant(values, shape) {
      const typed = precision === 'float64' ? Float64Array.from(values) : Float32Array.from(values);
      return initializer(precision, shape, typed);
    },
    scalar(value) {
      return graph.constant([value], []);
    },
    integers(values, shape = [values.length]) {
      return initializer(
        'int64',
        shape,
        BigInt64Array.from(Array.from(values), (value) => BigInt(value)),
      );
    },
    subgraph() {
      return graphOver(precision, shared, false);
    },
    encode(name) {
      const initializers = outermost ? shared.initializers : [];
      return create(GraphProtoSchema, { name, node: nodes, input: inputs, output: outputs, initializer: initializers });
    },
  };
  return graph;
}
