import { existsSync } from 'node:fs';

import { CaliperError } from '../contract/errors.ts';
import type { ClassificationReport, ModelCard } from '../contract/model-card.ts';
import { cardPathOf, readModelCard } from '../core/model-card.ts';
import type { DatasetManifest } from '../dataset/folder-format.ts';
import type { LabelledRows } from '../dataset/rows.ts';
import type { Calibration } from '../evaluation/calibration.ts';
import { calibration } from '../evaluation/calibration.ts';
import { confusionMatrix, mostProbable } from '../evaluation/confusion.ts';
import { classificationReport } from '../evaluation/report.ts';
import type { Inference, InferenceSettings, ModelFile } from '../inference/client.ts';
import type { ModelSpecification } from '../model/specification.ts';

/** A model scored on labelled rows. */
export interface Evaluation {
  readonly report: ClassificationReport;
  readonly calibration: Calibration;
  readonly specification: ModelSpecification;
}

/** Rows classified at a time. */
const batch = 256;

async function* batchesOf(rows: LabelledRows) {
  const values = rows.leads * rows.length;
  const width = rows.featureNames.length;
  for (let first = 0; first < rows.count; first += batch) {
    const until = Math.min(rows.count, first + batch);
    yield {
      count: until - first,
      beats: rows.beats.slice(first * values, until * values),
      ...(width > 0 ? { features: rows.features.slice(first * width, until * width) } : {}),
    };
  }
}

/** @throws CaliperError `unsupported` when the data set's rows are not what the model reads */
function requireSameShape({ shape, features, mapping }: DatasetManifest, specification: ModelSpecification): void {
  const differs = (['rate', 'length', 'leads', 'window', 'normalisation', 'resampling'] as const).find(
    (key) => JSON.stringify(shape[key]) !== JSON.stringify(specification[key]),
  );
  const other =
    features.join() !== specification.features.join()
      ? 'features'
      : mapping !== specification.mapping
        ? 'mapping'
        : undefined;
  const field = differs ?? other;
  if (field) {
    throw new CaliperError(
      'unsupported',
      `The model was made for other rows than the data set holds (${field} differs); build the data set of the model's protocol.`,
    );
  }
}

/**
 * Probabilities of every row, five values a row, as they leave the model.
 *
 * @throws CaliperError `unsupported` for rows of another shape, `unavailable` when rows could not be classified
 */
export async function classifyRows(
  inference: Inference,
  model: ModelFile,
  manifest: DatasetManifest,
  rows: LabelledRows,
  settings: InferenceSettings & { readonly signal: AbortSignal },
): Promise<{ readonly probabilities: Float32Array; readonly specification: ModelSpecification }> {
  const { specification } = await inference.load(model, settings);
  requireSameShape(manifest, specification);
  const classes = specification.classes.length;
  const probabilities = new Float32Array(rows.count * classes);
  for await (const part of inference.classify(model, batchesOf(rows), settings)) {
    if (part.probabilities.some(Number.isNaN)) {
      throw new CaliperError(
        'unavailable',
        `Rows ${part.first} to ${part.first + part.count - 1} could not be classified; nothing is reported on a part.`,
      );
    }
    probabilities.set(part.probabilities, part.first * classes);
  }
  return { probabilities, specification };
}

/**
 * Classifies every row with the model and sets the result against the labels.
 *
 * @throws CaliperError as {@link classifyRows}
 */
export async function evaluateModel(
  inference: Inference,
  model: ModelFile,
  manifest: DatasetManifest,
  rows: LabelledRows,
  settings: InferenceSettings & { readonly signal: AbortSignal },
): Promise<Evaluation> {
  const { probabilities, specification } = await classifyRows(inference, model, manifest, rows, settings);
  const calibrated = calibration(probabilities, rows.labels);
  const matrix = confusionMatrix(rows.labels, mostProbable(probabilities));
  return { report: classificationReport(matrix, calibrated.ece), calibration: calibrated, specification };
}

/** The card beside a model file, or null where there is none. @throws CaliperError `damaged-file`, `too-large` */
export async function readCardOf(modelPath: string): Promise<ModelCard | null> {
  const path = cardPathOf(modelPath);
  return existsSync(path) ? readModelCard(path) : null;
}
