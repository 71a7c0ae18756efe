import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { mostProbable } from './confusion.ts';

/** One bin of a reliability diagram: beats whose highest probability lies in it. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean highest probability, null in an empty bin. */
  readonly confidence: number | null;
  /** Share of the beats that the model named rightly, null in an empty bin. */
  readonly accuracy: number | null;
}

export interface Calibration {
  /** Mean distance between confidence and accuracy, weighted by the beats of each bin. */
  readonly ece: number;
  readonly bins: readonly ReliabilityBin[];
}

/** Bins of equal width that the product reports with. */
const binCount = 15;

/**
 * Expected calibration error and reliability diagram over 15 equal bins (m/15, (m+1)/15] of the highest probability
 * (Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 2).
 *
 * @param probabilities five values a beat
 * @param labels reference class index of each beat
 * @throws CaliperError `invalid-input` when the lengths do not fit or there are no beats
 */
export function calibration(probabilities: Float32Array, labels: Uint8Array): Calibration {
  const classes = beatClasses.length;
  if (labels.length === 0 || probabilities.length !== labels.length * classes) {
    throw new CaliperError(
      'invalid-input',
      `${probabilities.length} probabilities do not belong to ${labels.length} beats of ${classes} classes.`,
    );
  }
  const predictions = mostProbable(probabilities);
  const counts = new Float64Array(binCount);
  const confidences = new Float64Array(binCount);
  const hits = new Float64Array(binCount);
  for (let beat = 0; beat < labels.length; beat++) {
    const best = predictions[beat]!;
    const confidence = probabilities[beat * classes + best]!;
    const bin = Math.min(binCount - 1, Math.max(0, Math.ceil(confidence * binCount) - 1));
    counts[bin]!++;
    confidences[bin]! += confidence;
    if (best === labels[beat]) hits[bin]!++;
  }
  const bins = Array.from({ length: binCount }, (_, bin): ReliabilityBin => {
    const count = counts[bin]!;
    return {
      from: bin / binCount,
      to: (bin + 1) / binCount,
      count,
      confidence: count > 0 ? confidences[bin]! / count : null,
      accuracy: count > 0 ? hits[bin]! / count : null,
    };
  });
  let ece = 0;
  for (const { count, confidence, accuracy } of bins) {
    if (confidence !== null && accuracy !== null) ece += (count / labels.length) * Math.abs(confidence - accuracy);
  }
  return { ece, bins };
}
