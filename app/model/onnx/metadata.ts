import { fromBinary } from '@bufbuild/protobuf';
import * as v from 'valibot';

import { CaliperError } from '../../contract/errors.ts';
import { ModelSpecification, specificationKey } from '../specification.ts';
import { ModelProtoSchema, type ModelProto } from './onnx_pb.js';

/** Largest model file that is read: a hundred times the largest that we train. */
export const largestModelBytes = 256 * 1024 * 1024;
const longestSpecification = 64 * 1024;

/**
 * Reads from an ONNX file what the model expects and returns.
 *
 * @throws CaliperError `too-large`; `damaged-file` when the bytes are no ONNX model; `unsupported` when the model says nothing
 * about its input, or something that this version does not know
 */
export function readModelMetadata(bytes: Uint8Array): ModelSpecification {
  if (bytes.length > largestModelBytes)
    throw new CaliperError('too-large', `The model file is larger than ${largestModelBytes / 1024 / 1024} MB.`);
  const model = decode(bytes);
  const text = model.metadataProps.find((property) => property.key === specificationKey)?.value;
  if (text === undefined || text.length > longestSpecification)
    throw new CaliperError(
      'unsupported',
      'This ONNX file has no Caliper input specification, so nobody can tell what its input means; choose a model that Caliper has trained, or add the specification under the key "caliper" of its metadata.',
    );
  const checked = v.safeParse(ModelSpecification, parseJson(text));
  if (!checked.success)
    throw new CaliperError(
      'unsupported',
      `The Caliper input specification of this ONNX file is not one that this version reads: ${describe(checked.issues)}`,
    );
  return checked.output;
}

function decode(bytes: Uint8Array): ModelProto {
  try {
    const model = fromBinary(ModelProtoSchema, bytes);
    if (model.graph) return model;
  } catch {
    // Said below in words that help.
  }
  throw new CaliperError(
    'damaged-file',
    'The file is not an ONNX model, or it is damaged; get it again from its source.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0];
  if (!issue) return 'it is not valid.';
  return `${v.getDotPath(issue) ?? 'specification'}: ${issue.message}`;
}
