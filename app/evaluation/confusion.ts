import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';

/** Beats by reference class (rows) and model class (columns), in the order of `beatClasses`. */
export type ConfusionMatrix = number[][];

/**
 * Counts reference against model.
 *
 * @param labels reference class index of each beat
 * @param predictions model class index of each beat
 * @throws CaliperError `invalid-input` for lists of different length or a value that is no class
 */
export function confusionMatrix(labels: Uint8Array, predictions: Uint8Array): ConfusionMatrix {
  if (labels.length !== predictions.length) {
    throw new CaliperError('invalid-input', `${labels.length} labels cannot be set against ${predictions.length}.`);
  }
  const matrix = beatClasses.map(() => beatClasses.map(() => 0));
  for (let beat = 0; beat < labels.length; beat++) {
    const row = matrix[labels[beat]!];
    const column = predictions[beat]!;
    if (!row || row[column] === undefined) {
      throw new CaliperError(
        'invalid-input',
        `Beat ${beat} has the classes ${labels[beat]} and ${column}; one is none.`,
      );
    }
    row[column]++;
  }
  return matrix;
}

/** Each row as shares of its sum; null where the reference has no beat of the class. */
export function normaliseRows(matrix: ConfusionMatrix): (number | null)[][] {
  return matrix.map((row) => {
    const sum = row.reduce((total, count) => total + count, 0);
    return row.map((count) => (sum > 0 ? count / sum : null));
  });
}

/** The most probable class of each row; the first of equals. @param probabilities five values a beat */
export function mostProbable(probabilities: Float32Array): Uint8Array {
  const classes = beatClasses.length;
  const predictions = new Uint8Array(Math.floor(probabilities.length / classes));
  for (let beat = 0; beat < predictions.length; beat++) {
    let best = 0;
    for (let index = 1; index < classes; index++) {
      if (probabilities[beat * classes + index]! > probabilities[beat * classes + best]!) best = index;
    }
    predictions[beat] = best;
  }
  return predictions;
}
