import { CaliperError } from '../../contract/errors.ts';
import { sumMatrices } from '../matrix-sum.ts';
import type { BeatStatistics, EctopyPerformance, Performance } from './beat-statistics.ts';
import { beatStatistics, rrIntervalError } from './beat-statistics.ts';
import type { BeatComparison, BeatMatrix } from './compare-beats.ts';
import type { RunCounts } from './compare-runs.ts';
import { ratioOf } from './share.ts';

/** Sensitivity and positive predictivity, 0 to 1; null where there is nothing to divide by. */
export interface Ratios {
  readonly se: number | null;
  readonly ppv: number | null;
}

/** EC57's figures as plain ratios. */
export interface BeatFigures {
  readonly qrs: Ratios;
  readonly veb: Ratios & { readonly fpr: number | null };
  readonly sveb: Ratios & { readonly fpr: number | null };
  /** Root mean square RR interval error in ms. */
  readonly rrError: number | null;
}

/** Figures of several records: from summed counts, and the mean of the records. */
export interface ComparisonSummary {
  readonly gross: BeatFigures & {
    readonly matrix: BeatMatrix;
    readonly statistics: BeatStatistics;
    readonly shutdownSeconds: number;
  };
  /** Each figure's mean over the records in which it is defined. */
  readonly average: BeatFigures;
}

/** Sensitivity and positive predictivity as ratios. */
export function performanceRatios({ sensitivity, positivePredictivity }: Performance): Ratios {
  return { se: ratioOf(sensitivity), ppv: ratioOf(positivePredictivity) };
}

function ectopyRatios(performance: EctopyPerformance): BeatFigures['veb'] {
  return { ...performanceRatios(performance), fpr: ratioOf(performance.falsePositiveRate) };
}

function figuresOf({ qrs, veb, sveb }: BeatStatistics, rrError: number | null): BeatFigures {
  return { qrs: performanceRatios(qrs), veb: ectopyRatios(veb), sveb: ectopyRatios(sveb), rrError };
}

/** The figures of one comparison. */
export function beatFigures(comparison: BeatComparison): BeatFigures {
  return figuresOf(beatStatistics(comparison.matrix), rrIntervalError(comparison));
}

/** Runs of several records together. */
export function sumRuns(list: readonly RunCounts[]): RunCounts {
  return {
    sensitivity: sumMatrices(list.map(({ sensitivity }) => sensitivity)),
    positivePredictivity: sumMatrices(list.map(({ positivePredictivity }) => positivePredictivity)),
  };
}

function meanOfDefined(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length > 0 ? defined.reduce((total, value) => total + value, 0) / defined.length : null;
}

/**
 * Gross and average figures of several records, ANSI/AAMI EC57 section 4.3.3: gross from summed counts (each beat counts
 * the same), average as the mean over records (each record counts the same; undefined ones are left out).
 */
export function sumComparisons(comparisons: readonly BeatComparison[]): ComparisonSummary {
  if (comparisons.length === 0) throw new CaliperError('invalid-input', 'There is no record to sum up.');
  const matrix = sumMatrices(comparisons.map((comparison) => comparison.matrix));
  const statistics = beatStatistics(matrix);
  let pairs = 0;
  let squares = 0;
  for (const { rrIntervals, rate } of comparisons) {
    pairs += rrIntervals.pairs;
    squares += rrIntervals.squares * (1000 / rate) ** 2;
  }
  const each = comparisons.map(beatFigures);
  const mean = (pick: (figures: BeatFigures) => number | null) => meanOfDefined(each.map(pick));
  const ectopy = (name: 'veb' | 'sveb') => ({
    se: mean((figures) => figures[name].se),
    ppv: mean((figures) => figures[name].ppv),
    fpr: mean((figures) => figures[name].fpr),
  });
  return {
    gross: {
      matrix,
      statistics,
      ...figuresOf(statistics, pairs > 0 ? Math.sqrt(squares / pairs) : null),
      shutdownSeconds: comparisons.reduce((total, { shutdownSeconds }) => total + shutdownSeconds, 0),
    },
    average: {
      qrs: { se: mean(({ qrs }) => qrs.se), ppv: mean(({ qrs }) => qrs.ppv) },
      veb: ectopy('veb'),
      sveb: ectopy('sveb'),
      rrError: mean(({ rrError }) => rrError),
    },
  };
}
