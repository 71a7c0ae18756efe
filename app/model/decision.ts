import * as v from 'valibot';

import { beatClasses, notAnalysed } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';

const positive = v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1e6));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const aClass = <T extends v.GenericSchema>(schema: T) => v.pipe(v.array(schema), v.length(beatClasses.length));
const real = v.pipe(v.number(), v.finite());

/**
 * How a model's probabilities become labels, and what is known of their reliability; part of the specification in the file.
 *
 * A model learns from a mixture in which rare classes are frequent. Its probabilities are brought back to the natural mixture
 * by p x priorOdds^strength (renormalised): 0 keeps the rare classes as likely as in training, 1 is Bayes' rule for beats
 * mixed as in the training recordings. The probabilities leave the model as they are at its own `strength`.
 */
export const Decision = v.object({
  /** What the logits were divided by, fitted on patients left out of training; already in the graph. Never below 1. */
  temperature: v.pipe(v.number(), v.minValue(1), v.maxValue(100)),
  /** Share of each class in the training recordings over its share in what the network was shown. */
  priorOdds: aClass(positive),
  /** The strength at which the probabilities leave the model: the operating point. */
  strength: v.pipe(v.number(), v.minValue(0), v.maxValue(2)),
  /** Class-wise conformal sets: class c belongs to the set of a beat when its probability reaches thresholds[c]; with 0 to none. */
  conformal: v.optional(
    v.object({
      /** Share of the beats of a class that its sets may miss, e.g. 0.1. */
      error: share,
      thresholds: aClass(share),
    }),
  ),
  /** What whole recordings look like to the model in training: a recording far from it deserves distrust. */
  drift: v.optional(
    v.pipe(
      v.object({
        /** Names of the statistics of a recording. */
        statistics: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(32)),
        mean: v.array(real),
        deviation: v.array(positive),
        /** Distance beyond which a recording is called unlike the training data. */
        limit: positive,
      }),
      v.check(
        ({ statistics, mean, deviation }) =>
          mean.length === statistics.length && deviation.length === statistics.length,
        'Each statistic of a recording needs a mean and a deviation.',
      ),
    ),
  ),
});
export type Decision = v.InferOutput<typeof Decision>;

/** Beats named at an operating point. */
export interface DecidedBeats {
  /** Index into beatClasses; `notAnalysed` where the model gave no number. */
  readonly labels: Uint8Array;
  /** Five values a beat that sum to 1; NaN where the model gave no number. */
  readonly probabilities: Float32Array;
}

/**
 * Names beats at an operating point: the most probable class (the first of equals) of p x priorOdds^(strength - own strength).
 *
 * Less strength than the model's own finds more beats of the rare classes, and more that are none; more strength finds fewer.
 *
 * @param probabilities as they left the model, or from storage; five values a beat; a row of NaN or of zeros is no answer
 * @param decision of the model's specification; null for a model without one: its most probable class
 * @param strength the model's own when left out
 * @throws CaliperError `invalid-input` for a strength outside 0 to 2 or values that do not come in fives
 */
export function decide(
  probabilities: Float32Array,
  decision: Decision | null | undefined,
  strength: number = decision?.strength ?? 0,
): DecidedBeats {
  const classes = beatClasses.length;
  if (!(strength >= 0 && strength <= 2))
    throw new CaliperError('invalid-input', `The strength of the prior lies between 0 and 2, not at ${strength}.`);
  if (probabilities.length % classes !== 0)
    throw new CaliperError('invalid-input', `${probabilities.length} probabilities are not five for every beat.`);
  const count = probabilities.length / classes;
  const factors = beatClasses.map((_, index) =>
    decision ? decision.priorOdds[index]! ** (strength - decision.strength) : 1,
  );
  const labels = new Uint8Array(count).fill(notAnalysed);
  const decided = new Float32Array(probabilities.length).fill(NaN);
  for (let beat = 0; beat < count; beat++) {
    const row = probabilities.subarray(beat * classes, (beat + 1) * classes);
    let sum = 0;
    for (let index = 0; index < classes; index++) sum += row[index]! * factors[index]!;
    if (!(sum > 0)) continue;
    let best = 0;
    for (let index = 0; index < classes; index++) {
      decided[beat * classes + index] = (row[index]! * factors[index]!) / sum;
      if (decided[beat * classes + index]! > decided[beat * classes + best]!) best = index;
    }
    labels[beat] = best;
  }
  return { labels, probabilities: decided };
}
