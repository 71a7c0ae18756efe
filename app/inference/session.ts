import { InferenceSession, Tensor } from 'onnxruntime-node';

import { CaliperError } from '../contract/errors.ts';
import type { ModelSpecification } from '../model/specification.ts';
import { maximumBatchBeats, maximumBatchValues, type Provider } from './contract.ts';
import { checkSignature } from './signature.ts';

/** A model open on one provider. */
export interface ModelSession {
  /**
   * Classifies `count` beats.
   *
   * @param beats count x leads x length values
   * @param features count x features values; empty for models without
   * @returns count x classes; all NaN in rows whose input or output is not made of proper numbers
   * @throws CaliperError `invalid-input` for wrong lengths, `unavailable` when the provider fails
   */
  run(count: number, beats: Float32Array, features: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

/** Rows of probabilities sum to 1 within this. */
const sumTolerance = 1e-3;

/**
 * Opens a model on one provider, in one attempt.
 *
 * @throws CaliperError `damaged-file` when onnxruntime cannot open the model there, `unsupported` when inputs or outputs are
 * not those of the specification
 */
export async function openSession(
  bytes: Uint8Array,
  specification: ModelSpecification,
  provider: Provider,
  threads: number,
): Promise<ModelSession> {
  const session = await create(bytes, provider, threads);
  try {
    checkSignature(session, specification);
  } catch (error) {
    await session.release();
    throw error;
  }
  const { leads, length, features, classes } = specification;
  return {
    async run(count, beats, featureValues) {
      checkLength('beats', count, beats, leads.length * length);
      checkLength('features', count, featureValues, features.length);
      const feeds: Record<string, Tensor> = { beats: new Tensor('float32', beats, [count, leads.length, length]) };
      if (features.length > 0) feeds['features'] = new Tensor('float32', featureValues, [count, features.length]);
      const probabilities = await probabilitiesOf(session, feeds, count * classes.length);
      blankUnusable(probabilities, count, classes.length, [beats, featureValues]);
      return probabilities;
    },
    release: () => session.release(),
  };
}

async function create(bytes: Uint8Array, provider: Provider, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, {
      executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // DirectML allows neither memory patterns nor parallel execution.
      enableMemPattern: provider !== 'dml',
      logSeverityLevel: 3,
    });
  } catch (error) {
    throw new CaliperError('damaged-file', `The model cannot be opened on ${provider}: ${textOf(error)}`, {
      cause: error,
    });
  }
}

function checkLength(name: string, count: number, values: Float32Array, width: number): void {
  if (count < 1 || count > maximumBatchBeats || values.length > maximumBatchValues) {
    throw new CaliperError('too-large', `A batch of ${count} beats is beyond what is classified at once.`);
  }
  if (values.length !== count * width) {
    throw new CaliperError(
      'invalid-input',
      `The model wants ${width} values of ${name} a beat: ${count * width} for ${count} beats, not ${values.length}.`,
    );
  }
}

async function probabilitiesOf(
  session: InferenceSession,
  feeds: Record<string, Tensor>,
  size: number,
): Promise<Float32Array<ArrayBuffer>> {
  let output: unknown;
  try {
    output = (await session.run(feeds, ['probabilities']))['probabilities']?.data;
  } catch (error) {
    throw new CaliperError('unavailable', `The model cannot be run: ${textOf(error)}`, { cause: error });
  }
  if (!(output instanceof Float32Array) || output.length !== size) {
    throw new CaliperError('unsupported', `The model does not return ${size} probabilities; choose another model.`);
  }
  return new Float32Array(output);
}

/** A beat gets either five probabilities or none: a row that came from or became anything else is NaN throughout. */
function blankUnusable(
  probabilities: Float32Array,
  count: number,
  classes: number,
  inputs: readonly Float32Array[],
): void {
  for (let row = 0; row < count; row++) {
    const values = probabilities.subarray(row * classes, (row + 1) * classes);
    let sum = 0;
    let usable = true;
    for (const value of values) {
      usable &&= value >= 0 && value <= 1 + sumTolerance;
      sum += value;
    }
    usable &&= Math.abs(sum - 1) <= sumTolerance;
    if (!usable || !inputs.every((input) => isFinite(input, row, input.length / count))) values.fill(NaN);
  }
}

function isFinite(input: Float32Array, row: number, width: number): boolean {
  for (let index = row * width; index < (row + 1) * width; index++) {
    // Infinity and NaN are the only numbers whose difference with themselves is not 0.
    if (input[index]! - input[index]! !== 0) return false;
  }
  return true;
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]!.slice(0, 300);
}
