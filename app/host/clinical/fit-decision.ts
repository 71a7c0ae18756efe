import { fitConformalSets } from '../../evaluation/conformal.ts';
import { fitDrift } from '../../evaluation/drift.ts';
import { chooseStrength, shifted, type LeftOutBeats } from '../../evaluation/operating-point.ts';
import { recordingStatistics } from '../../evaluation/recording-statistics.ts';
import type { Decision } from '../../model/decision.ts';
import { fitTemperature, temper } from '../../training/temperature.ts';
import { beatClasses } from '../../contract/classes.ts';

/** Share of the beats of a class that its conformal sets may miss. */
const conformalError = 0.1;

/** How the model's probabilities become labels, and what that gives for the beats it was fitted on. */
export interface FittedDecision {
  readonly decision: Decision;
  /** Probabilities of the left-out beats as they would leave the model. */
  readonly probabilities: Float32Array;
}

/**
 * Fits everything about the decision on beats of patients left out: strength, then temperature, then conformal sets and what
 * recordings usually look like.
 *
 * @param priorOdds of the networks that ship, which have seen all patients
 */
export function fitDecision(beats: LeftOutBeats, priorOdds: readonly number[]): FittedDecision {
  const strength = chooseStrength(beats);
  const atStrength = shifted(beats, strength);
  const temperature = fitTemperature(atStrength, beats.labels);
  // The graph divides before it shifts.
  const tempered = { ...beats, probabilities: temper(beats.probabilities, beatClasses.length, temperature) };
  const probabilities = shifted(tempered, strength);
  const { thresholds } = fitConformalSets({ ...beats, probabilities }, conformalError);
  const drift = fitDriftOf(beats, probabilities);
  const conformal = { error: conformalError, thresholds: [...thresholds] };
  return { decision: { temperature, priorOdds: [...priorOdds], strength, conformal, drift }, probabilities };
}

function fitDriftOf(beats: LeftOutBeats, probabilities: Float32Array): NonNullable<Decision['drift']> {
  const classes = beatClasses.length;
  const recordings = beats.records.map((_, record) =>
    recordingStatistics(
      probabilities.filter((_value, index) => beats.recordOf[Math.floor(index / classes)] === record),
    ),
  );
  const { reference } = fitDrift(
    recordings[0]!.names,
    recordings.map(({ values }) => values),
  );
  const { statistics, mean, deviation, limit } = reference;
  return { statistics: [...statistics], mean: [...mean], deviation: [...deviation], limit };
}
