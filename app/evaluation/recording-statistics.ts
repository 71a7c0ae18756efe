import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { entropyDoubt } from './doubt.ts';

/** A recording's own numbers, to be held against those of the training recordings. */
export interface RecordingStatistics {
  readonly names: readonly string[];
  readonly values: readonly number[];
}

/** A beat whose most probable class has less than this is doubtful. */
const sureFrom = 0.9;

const classes = beatClasses.length;

/**
 * What a model makes of a whole recording, and what its rows look like: share of doubtful beats, mean entropy, and mean and
 * standard deviation of chosen numbers of the rows.
 *
 * @param probabilities five values a beat
 * @param features one array of one value a beat for each named number
 * @throws CaliperError `invalid-input` without beats
 */
export function recordingStatistics(
  probabilities: Float32Array,
  features: Readonly<Record<string, Float32Array>> = {},
): RecordingStatistics {
  const count = probabilities.length / classes;
  if (!(count >= 1) || !Number.isInteger(count)) {
    throw new CaliperError('invalid-input', 'A recording without named beats has no statistics.');
  }
  let doubtful = 0;
  for (let beat = 0; beat < count; beat++) {
    if (Math.max(...probabilities.subarray(beat * classes, (beat + 1) * classes)) < sureFrom) doubtful++;
  }
  const names = ['share of doubtful beats', 'mean entropy'];
  const values = [doubtful / count, meanOf(entropyDoubt({ probabilities }))];
  for (const [name, column] of Object.entries(features)) {
    const mean = meanOf(column);
    names.push(`mean of ${name}`, `deviation of ${name}`);
    values.push(mean, Math.sqrt(meanOf(column.map((value) => (value - mean) ** 2))));
  }
  return { names, values };
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
