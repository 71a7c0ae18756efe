import { CaliperError } from '../contract/errors.ts';

/** What whole recordings look like in training; part of a model's decision. */
export interface DriftReference {
  /** Names of a recording's statistics. */
  readonly statistics: readonly string[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Distance beyond which a recording is called unlike the training data. */
  readonly limit: number;
}

/** A reference, and how often it would have called a training recording unlike the others. */
export interface FittedDrift {
  readonly reference: DriftReference;
  /** Share of training recordings beyond the limit, each measured against the others alone. */
  readonly falseAlarms: number;
  /** Distance of each training recording from the others. */
  readonly distances: readonly number[];
}

/** A deviation that no statistic of training recordings may go below: one that never varied would alarm at any change. */
const leastDeviation = 1e-3;
/** Fewest recordings from which a spread can be told. */
const fewestRecordings = 5;

function spreadOf(rows: readonly (readonly number[])[]): { mean: number[]; deviation: number[] } {
  const width = rows[0]!.length;
  const mean = Array.from({ length: width }, (_, s) => rows.reduce((sum, row) => sum + row[s]!, 0) / rows.length);
  const deviation = mean.map((centre, s) => {
    const squares = rows.reduce((sum, row) => sum + (row[s]! - centre) ** 2, 0);
    return Math.max(leastDeviation, Math.sqrt(squares / (rows.length - 1)));
  });
  return { mean, deviation };
}

/**
 * How far a recording is from the training recordings: the root mean square of its statistics' z-scores. 1 is usual.
 *
 * @throws CaliperError `invalid-input` when the recording does not have the reference's statistics
 */
export function driftDistance(
  { mean, deviation }: Omit<DriftReference, 'limit'>,
  recording: readonly number[],
): number {
  if (recording.length !== mean.length || !recording.every(Number.isFinite)) {
    throw new CaliperError('invalid-input', `A recording needs ${mean.length} finite statistics to be compared.`);
  }
  const squares = recording.reduce((sum, value, s) => sum + ((value - mean[s]!) / deviation[s]!) ** 2, 0);
  return Math.sqrt(squares / recording.length);
}

/**
 * Learns what training recordings look like, and from which distance on a recording is unlike them.
 *
 * Each recording is measured against the others; the limit is the distance that at most the given share of them goes beyond
 * (a conformal p-value of that size, Vovk et al. 2005), so the rate of false alarms on training recordings is known and
 * small, and none is promised for recordings of another origin. Statistics must come from a model that has not seen the
 * recording, else new patients look stranger than they are.
 *
 * @param recordings one row of statistics a recording
 * @param alarms share of training recordings that may alarm
 * @throws CaliperError `invalid-input` for fewer than five recordings or rows of different length
 */
export function fitDrift(
  statistics: readonly string[],
  recordings: readonly (readonly number[])[],
  alarms = 0.05,
): FittedDrift {
  if (recordings.length < fewestRecordings || recordings.some((row) => row.length !== statistics.length)) {
    throw new CaliperError(
      'invalid-input',
      `Drift needs ${fewestRecordings} or more recordings with ${statistics.length} statistics each.`,
    );
  }
  const distances = recordings.map((row, index) => {
    const others = recordings.filter((_, other) => other !== index);
    return driftDistance({ statistics, ...spreadOf(others) }, row);
  });
  const sorted = Float64Array.from(distances).sort();
  const limit = sorted[sorted.length - 1 - Math.floor(alarms * sorted.length)]!;
  return {
    reference: { statistics, ...spreadOf(recordings), limit },
    falseAlarms: distances.filter((distance) => distance > limit).length / distances.length,
    distances,
  };
}
