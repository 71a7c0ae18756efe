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
 * What a model makes of a whole recording: the share of doubtful beats and the mean entropy of its probabilities. A model
 * hesitates where beats are unlike those it has learnt from (Simao et al. 2023 saw the share of rejected beats rise from 10 %
 * to 30 to 50 % on recordings of another origin).
 *
 * @param probabilities five values a beat
 * @throws CaliperError `invalid-input` without beats
 */
export function recordingStatistics(probabilities: Float32Array): RecordingStatistics {
  const count = probabilities.length / classes;
  if (!(count >= 1) || !Number.isInteger(count)) {
    throw new CaliperError('invalid-input', 'A recording without named beats has no statistics.');
  }
  let doubtful = 0;
  for (let beat = 0; beat < count; beat++) {
    if (Math.max(...probabilities.subarray(beat * classes, (beat + 1) * classes)) < sureFrom) doubtful++;
  }
  const entropy = entropyDoubt({ probabilities }).reduce((sum, value) => sum + value, 0) / count;
  return { names: ['share of doubtful beats', 'mean entropy'], values: [doubtful / count, entropy] };
}
