import type { ComparisonNames } from './beat-text.ts';
import type { RunComparison, RunCounts, RunMatrix } from './compare-runs.ts';
import { runStatistics } from './run-statistics.ts';
import type { Share } from './share.ts';

const lengths = ['0', '1', '2', '3', '4', '5', '>5'];

function matrixLines(matrix: RunMatrix): string[] {
  return [
    '               Algorithm Run Length',
    '          0    1    2    3    4    5   >5',
    `     ${'_'.repeat(36)}`,
    ...matrix.map((row, index) => {
      const cells = row.map((count, column) => (index + column === 0 ? '    ' : String(count).padStart(4)));
      return `${lengths[index]!.padStart(4)} | ${cells.join(' ')}`;
    }),
    '',
  ];
}

function shareLine(name: string, { part, whole }: Share): string {
  const value = whole > 0 ? ` ${String(Math.floor((100 * part) / whole + 0.5)).padStart(3)}%` : '   - ';
  return `${name.padStart(31)}:${value} (${part}/${whole})`;
}

function kindLines(kind: string, matrices: RunCounts, { record, reference, test }: ComparisonNames): string[] {
  const { couplets, shortRuns, longRuns } = runStatistics(matrices);
  return [
    `${kind} run-by-run comparison results for record ${record}`,
    `Reference annotator: ${reference}`,
    `     Test annotator: ${test}`,
    '',
    ...matrixLines(matrices.sensitivity),
    '      (Run Sensitivity Summary Matrix)',
    '',
    '',
    ...matrixLines(matrices.positivePredictivity),
    ' (Run Positive Predictivity Summary Matrix)',
    '',
    shareLine('Couplet sensitivity', couplets.sensitivity),
    shareLine('Couplet positive predictivity', couplets.positivePredictivity),
    shareLine('Short run sensitivity', shortRuns.sensitivity),
    shareLine('Short run positive predictivity', shortRuns.positivePredictivity),
    shareLine('Long run sensitivity', longRuns.sensitivity),
    shareLine('Long run positive predictivity', longRuns.positivePredictivity),
    '',
  ];
}

/** A comparison as the program rxr of WFDB 10.7.0 prints it with its option -S, byte for byte. */
export function rxrText(comparison: RunComparison, names: ComparisonNames): string {
  return [
    ...kindLines('VE', comparison.ventricular, names),
    ...kindLines('SVE', comparison.supraventricular, names),
    '',
  ].join('\n');
}
