import { CaliperError } from '../../contract/errors.ts';
import type { Tensor } from '../graph.ts';
import type { AttributeProto, NodeProto } from '../onnx/onnx_pb.js';

/** A node of the forward graph, and what its adjoint may need. */
export interface ForwardNode {
  readonly node: NodeProto;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Which inputs depend on the graph's own inputs; the others are constants. */
  readonly varies: readonly boolean[];
  /** Whole numbers of a constant input. */
  integers(input: number): number[];
  /** Sizes of an input of the graph or of a constant, named ones as 0. */
  sizes(input: number): number[];
}

/** The error for a model whose reasons cannot be worked out. */
export function unknownOperator(what: string): CaliperError {
  return new CaliperError(
    'unsupported',
    `The model cannot be asked for its reasons: it uses ${what}, of which no gradient is known here.`,
  );
}

/** An attribute that is a list of whole numbers, null where it is left out. */
export function wholeNumbers(node: NodeProto, name: string): number[] | null {
  return attribute(node, name)?.ints.map(Number) ?? null;
}

/** An attribute that is a whole number. */
export function wholeNumber(node: NodeProto, name: string, usual: number): number {
  return Number(attribute(node, name)?.i ?? usual);
}

function attribute(node: NodeProto, name: string): AttributeProto | undefined {
  return node.attribute.find((one) => one.name === name);
}
