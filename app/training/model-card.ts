import { createHash } from 'node:crypto';

import type { ModelCard } from '../contract/model-card.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { TrainingResult } from './contract.ts';
import type { TrainingOptions } from './request.ts';

/** What a card says beside the outcome of the training. */
export interface CardDetails {
  readonly id: string;
  readonly name: string;
  readonly codeVersion: string;
  /** UTC, ISO 8601. */
  readonly createdAt: string;
  readonly protocol: string;
  /** How rows were divided between training and test, in one sentence. */
  readonly split: string;
}

/** Writes the card of a freshly trained model. Test figures are still missing: `evaluate` fills them in. */
export function createModelCard(
  result: TrainingResult,
  specification: ModelSpecification,
  options: TrainingOptions,
  details: CardDetails,
): ModelCard {
  return {
    id: details.id,
    name: details.name,
    architecture: specification.architecture,
    createdAt: details.createdAt,
    codeVersion: details.codeVersion,
    sha256: createHash('sha256').update(result.model).digest('hex'),
    parameters: result.parameters,
    bytes: result.model.length,
    intendedUse:
      'Suggests a class for every beat of an ECG recording, to be confirmed or corrected by a qualified reader. ' +
      'Not a medical device; not for diagnosis, monitoring or any decision without that reader.',
    limitations: limitationsOf(details.protocol, specification, options.calibrate),
    training: {
      protocol: details.protocol,
      split: details.split,
      lead: specification.leads.join(', '),
      mapping: specification.mapping,
      dataSha256: result.dataSha256,
      seed: options.seed,
      epochs: result.epochs.length,
      batch: options.batch,
      learningRate: options.learningRate,
      bestEpoch: result.bestEpoch,
      seconds: result.seconds,
      threads: options.threads,
      provider: result.provider,
      before: result.before,
      after: result.after,
      recipe: recipeIn(options),
      ...(options.calibrate && { temperature: result.temperature }),
    },
    epochs: result.epochs,
    test: null,
    seeds: [],
  };
}

/** The settings that had a say: rows that are drawn are not resampled to a number a class as well. */
function recipeIn({ perClass, ...options }: TrainingOptions): Record<string, unknown> {
  return options.sampling ? options : { perClass, ...options };
}

function limitationsOf(protocol: string, specification: ModelSpecification, calibrated: boolean): string[] {
  const limitations = [
    'Trained on the MIT-BIH Arrhythmia Database only: 47 patients, two-lead ambulatory recordings of 1975 to 1979.',
    calibrated
      ? 'Its probabilities were calibrated on held-out rows of the training part: on other recordings they may be too sure.'
      : 'The class names what the model suggests; its probability has not been calibrated.',
  ];
  if (protocol === 'seed')
    limitations.unshift(
      'This split shares patients: beats of the same recordings were trained on and tested on. Its figures compare with the study and do not tell how the model does on new patients.',
    );
  if (specification.window.kind === 'to-next-beat')
    limitations.push(
      'A row starts at the R peak and reaches past the next beat: what comes before the beat, and how early it comes, is not seen.',
    );
  return limitations;
}
