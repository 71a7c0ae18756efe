import { create, toBinary } from '@bufbuild/protobuf';

import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  ModelProtoSchema,
  TensorProtoSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type GraphProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx_pb.js';

/** Element types that our graphs use, with their numbers in TensorProto.DataType. */
export const elementTypes = { float32: 1, uint8: 2, int64: 7, bool: 9, float64: 11 } as const;
export type ElementType = keyof typeof elementTypes;

/** An axis: its size, or its name where the size is only known when the model runs. */
export type Axis = number | string;

/** Whole numbers become INT or INTS; a float attribute is wrapped so that 1 and 1.0 stay apart. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number } | GraphProto;

/** Writes one attribute of a node. */
export function encodeAttribute(name: string, value: AttributeValue): AttributeProto {
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });
  if (typeof value === 'string')
    return create(AttributeProtoSchema, { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) });
  if (isNumbers(value))
    return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map((item) => BigInt(item)) });
  if ('float' in value) return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value.float });
  return create(AttributeProtoSchema, { name, type: AttributeType.GRAPH, g: value });
}

/** Writes a constant tensor; the values are stored little-endian as ONNX demands, which every supported platform is. */
export function encodeTensor(
  name: string,
  type: ElementType,
  shape: readonly number[],
  values: Uint8Array,
): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dataType: elementTypes[type],
    dims: shape.map((size) => BigInt(size)),
    rawData: values,
  });
}

/** Describes an input or output of a graph. */
export function encodeValue(name: string, type: ElementType, shape: readonly Axis[]): ValueInfoProto {
  const dim = shape.map((axis) => ({
    value:
      typeof axis === 'number'
        ? { case: 'dimValue' as const, value: BigInt(axis) }
        : { case: 'dimParam' as const, value: axis },
  }));
  const tensorType = { elemType: elementTypes[type], shape: { dim } };
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value: tensorType } }),
  });
}

/** Operator set of every graph that we write; the operators used exist in it unchanged. */
const operatorSet = 18n;
const intermediateRepresentation = 8n;

/** Serialises a model file. `metadata` becomes its metadata properties. */
export function encodeModel(
  graph: GraphProto,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const model = create(ModelProtoSchema, {
    irVersion: intermediateRepresentation,
    producerName: 'caliper',
    opsetImport: [{ domain: '', version: operatorSet }],
    graph,
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return toBinary(ModelProtoSchema, model);
}

function isNumbers(value: AttributeValue): value is readonly number[] {
  return Array.isArray(value);
}
