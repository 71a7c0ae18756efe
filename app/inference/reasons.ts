import { InferenceSession, Tensor } from 'onnxruntime-node';

import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { directionName, gradientName, inputGradientGraph } from '../model/gradient/input-gradient-graph.ts';
import type { ModelSpecification } from '../model/specification.ts';

/** A model's own graph with its gradient, open on the CPU. */
export interface ReasonSession {
  /**
   * @param beats leads x length values of one beat
   * @param features empty for models without
   * @param classes indices into beatClasses: the first over the second
   * @throws CaliperError `invalid-input` for wrong lengths, `unavailable` when it cannot be run
   */
  run(
    beats: Float32Array,
    features: Float32Array,
    classes: readonly [number, number],
  ): Promise<{ beats: Float32Array<ArrayBuffer>; features: Float32Array<ArrayBuffer> }>;
  release(): Promise<void>;
}

/** @throws CaliperError `unsupported` when the model has an operator whose gradient is not known */
export async function openReasons(bytes: Uint8Array, specification: ModelSpecification): Promise<ReasonSession> {
  const { leads, length, features: names } = specification;
  const session = await InferenceSession.create(inputGradientGraph(bytes), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw new CaliperError('unsupported', 'The gradient of this model cannot be opened, so it gives no reasons.', {
      cause,
    });
  });

  return {
    async run(beats, features, [first, second]) {
      if (beats.length !== leads.length * length || features.length !== names.length)
        throw new CaliperError(
          'invalid-input',
          `${beats.length} and ${features.length} values are no row of the model.`,
        );
      const direction = new Float32Array(beatClasses.length);
      direction[first]! += 1;
      direction[second]! -= 1;
      const feeds: Record<string, Tensor> = {
        beats: new Tensor('float32', beats, [1, leads.length, length]),
        [directionName]: new Tensor('float32', direction, [1, direction.length]),
      };
      if (names.length > 0) feeds['features'] = new Tensor('float32', features, [1, names.length]);
      const outputs = await session.run(feeds).catch((cause: unknown) => {
        throw new CaliperError('unavailable', 'The gradient of the model cannot be run.', { cause });
      });
      return {
        beats: valuesOf(outputs[gradientName('beats')]),
        features: names.length > 0 ? valuesOf(outputs[gradientName('features')]) : new Float32Array(0),
      };
    },
    release: () => session.release(),
  };
}

function valuesOf(output: InferenceSession.OnnxValueMapType[string] | undefined): Float32Array<ArrayBuffer> {
  const data: unknown = output?.data;
  if (data instanceof Float32Array) return new Float32Array(data);
  throw new CaliperError('internal', 'The gradient of the model has no values.');
}
