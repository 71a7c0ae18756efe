import type { InferenceSession } from 'onnxruntime-node';

import { CaliperError } from '../contract/errors.ts';
import type { ModelSpecification } from '../model/specification.ts';

type Values = readonly InferenceSession.ValueMetadata[];

/**
 * Compares what the graph takes and returns with what its specification says.
 *
 * @throws CaliperError `unsupported` naming the first input or output that does not fit
 */
export function checkSignature(
  session: Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>,
  specification: ModelSpecification,
): void {
  const { leads, length, features, classes } = specification;
  const wanted = new Map([['beats', [leads.length, length]]]);
  if (features.length > 0) wanted.set('features', [features.length]);
  check('input', session.inputMetadata, wanted);
  check('output', session.outputMetadata, new Map([['probabilities', [classes.length]]]));
}

function check(kind: 'input' | 'output', values: Values, wanted: ReadonlyMap<string, readonly number[]>): void {
  for (const [name, widths] of wanted) {
    const value = values.find((candidate) => candidate.name === name);
    if (!value?.isTensor) throw unfit(`it has no ${kind} "${name}"`);
    const [batch, ...rest] = value.shape;
    const fits = rest.length === widths.length && rest.every((size, axis) => !fixed(size) || size === widths[axis]);
    if (value.type !== 'float32' || fixed(batch) || !fits) {
      throw unfit(
        `its ${kind} "${name}" is ${value.type} [${value.shape.join(', ')}], not float32 [batch, ${widths.join(', ')}]`,
      );
    }
  }
  const unknown = kind === 'input' ? values.find((value) => !wanted.has(value.name)) : undefined;
  if (unknown) throw unfit(`it wants an input "${unknown.name}" that nothing provides`);
}

/** Whether an axis has one size; symbolic ones arrive as text, unnamed ones as -1. */
function fixed(size: number | string | undefined): boolean {
  return typeof size === 'number' && size >= 0;
}

function unfit(reason: string): CaliperError {
  return new CaliperError(
    'unsupported',
    `The model contradicts its own specification: ${reason}; choose another model.`,
  );
}
