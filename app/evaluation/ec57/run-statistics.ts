import type { Performance } from './beat-statistics.ts';
import type { RunCounts, RunMatrix } from './compare-runs.ts';
import { longRun } from './run-kind.ts';

/** What EC57 reports of runs of one kind. */
export interface RunStatistics {
  /** Two beats. */
  readonly couplets: Performance;
  /** Three to five beats. */
  readonly shortRuns: Performance;
  /** More than five beats, or fibrillation. */
  readonly longRuns: Performance;
}

function sumOf(matrix: RunMatrix, rows: readonly [number, number], columns: readonly [number, number]): number {
  let total = 0;
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let column = columns[0]; column <= columns[1]; column++) total += matrix[row]![column]!;
  }
  return total;
}

/** A run is found when the other side has one at least as long as the shortest of its kind. */
function performance({ sensitivity, positivePredictivity }: RunCounts, shortest: number, longest: number): Performance {
  const lengths = [shortest, longest] as const;
  return {
    sensitivity: {
      part: sumOf(sensitivity, lengths, [shortest, longRun]),
      whole: sumOf(sensitivity, lengths, [0, longRun]),
    },
    positivePredictivity: {
      part: sumOf(positivePredictivity, [shortest, longRun], lengths),
      whole: sumOf(positivePredictivity, [0, longRun], lengths),
    },
  };
}

/** The statistics of ANSI/AAMI EC57 section 4.4.3 as the program rxr counts them. */
export function runStatistics(matrices: RunCounts): RunStatistics {
  return {
    couplets: performance(matrices, 2, 2),
    shortRuns: performance(matrices, 3, 5),
    longRuns: performance(matrices, longRun, longRun),
  };
}
