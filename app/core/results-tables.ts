import type {
  AverageStatistics,
  BeatStatistics as ShownStatistics,
  BeatTable,
  ResultsOverall,
  RunTable,
} from '../contract/results.ts';
import { calibration } from '../evaluation/calibration.ts';
import { beatStatistics, classMatrix, rrIntervalError } from '../evaluation/ec57/beat-statistics.ts';
import type { BeatComparison, BeatMatrix } from '../evaluation/ec57/compare-beats.ts';
import type { RunComparison, RunMatrices } from '../evaluation/ec57/compare-runs.ts';
import type { Performance } from '../evaluation/ec57/beat-statistics.ts';
import { runStatistics } from '../evaluation/ec57/run-statistics.ts';
import type { BeatFigures } from '../evaluation/ec57/summary.ts';
import { classificationReport } from '../evaluation/report.ts';
import type { ComparedSession } from './compare-session.ts';
import type { PairedProbabilities } from './paired-probabilities.ts';

/** Matrices of runs, of one recording or summed. */
type RunCounts = Pick<RunMatrices, 'sensitivity' | 'positivePredictivity'>;

/**
 * Counts as the screens show them.
 *
 * @param rrError root mean square RR interval error in ms
 * @param paired probabilities of the paired beats, for the calibration error
 */
export function beatTable(
  matrix: BeatMatrix,
  rrError: number | null,
  runs: { readonly ventricular: RunCounts; readonly supraventricular: RunCounts },
  paired: PairedProbabilities,
): BeatTable {
  const inner = classMatrix(matrix);
  const hasPairs = inner.some((row) => row.some((count) => count > 0));
  const ece = paired.labels.length > 0 ? calibration(paired.probabilities, paired.labels).ece : null;
  return {
    matrix,
    statistics: statisticsOf(matrix, rrError),
    runs: [runTable('V', runs.ventricular), runTable('S', runs.supraventricular)],
    report: hasPairs ? classificationReport(inner, ece) : null,
  };
}

/** @param paired see {@link beatTable} */
export function tableOf(
  { comparison, runs }: { readonly comparison: BeatComparison; readonly runs: RunComparison },
  paired: PairedProbabilities,
): BeatTable {
  return beatTable(comparison.matrix, rrIntervalError(comparison), runs, paired);
}

function statisticsOf(matrix: BeatMatrix, rrError: number | null): ShownStatistics {
  const { qrs, veb, sveb } = beatStatistics(matrix);
  return {
    qrsSensitivity: qrs.sensitivity,
    qrsPredictivity: qrs.positivePredictivity,
    vebSensitivity: veb.sensitivity,
    vebPredictivity: veb.positivePredictivity,
    vebFalsePositiveRate: veb.falsePositiveRate,
    svebSensitivity: sveb.sensitivity,
    svebPredictivity: sveb.positivePredictivity,
    svebFalsePositiveRate: sveb.falsePositiveRate,
    rrError,
  };
}

export function averageOf({ qrs, veb, sveb, rrError }: BeatFigures): AverageStatistics {
  return {
    qrsSensitivity: qrs.se,
    qrsPredictivity: qrs.ppv,
    vebSensitivity: veb.se,
    vebPredictivity: veb.ppv,
    vebFalsePositiveRate: veb.fpr,
    svebSensitivity: sveb.se,
    svebPredictivity: sveb.ppv,
    svebFalsePositiveRate: sveb.fpr,
    rrError,
  };
}

function runTable(ectopy: RunTable['ectopy'], counts: RunCounts): RunTable {
  const found = ({ sensitivity, positivePredictivity }: Performance) => ({
    sensitivity,
    predictivity: positivePredictivity,
  });
  const { couplets, shortRuns, longRuns } = runStatistics(counts);
  return {
    ectopy,
    sensitivity: counts.sensitivity,
    predictivity: counts.positivePredictivity,
    couplet: found(couplets),
    shortRun: found(shortRuns),
    longRun: found(longRuns),
  };
}

/** One recording as a line of the table of all. */
export function recordOf(compared: ComparedSession, paired: PairedProbabilities): ResultsOverall['records'][number] {
  const { row, annotator, run, paced } = compared;
  const { beats } = run.settings;
  return {
    recordingId: row.id,
    sessionId: row.sessionId,
    name: row.name,
    annotator,
    model: run.model?.id ?? null,
    beats: typeof beats === 'string' ? beats : '',
    corrected: row.corrected,
    paced,
    table: tableOf(compared, paired),
  };
}
