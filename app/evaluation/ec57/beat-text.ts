import { beatStatistics, foldSupraventricular, rrIntervalError } from './beat-statistics.ts';
import type { BeatStatistics } from './beat-statistics.ts';
import type { BeatComparison, BeatMatrix } from './compare-beats.ts';
import { fixed } from './share.ts';
import type { Share } from './share.ts';

/**
 * The program's four tables: every class (-S), without supraventricular beats (-s), and both with classes put together
 * (-C, -c).
 */
export type BeatTextLayout = 'S' | 's' | 'C' | 'c';

/** Whose comparison a text is about. */
export interface ComparisonNames {
  readonly record: string;
  readonly reference: string;
  readonly test: string;
}

const [N, S, V, F, Q, O, X] = [0, 1, 2, 3, 4, 5, 6];

interface Layout {
  readonly heading: string;
  readonly rule: string;
  readonly rows: readonly (readonly [string, readonly number[]])[];
  readonly columns: readonly (readonly number[])[];
}

const layouts: Readonly<Record<BeatTextLayout, Layout>> = {
  S: {
    heading: '               Algorithm\n        n    s    v    f    q    o    x',
    rule: `   ${'_'.repeat(36)}`,
    rows: [
      [' N', [N]],
      [' S', [S]],
      [' V', [V]],
      [' F', [F]],
      [' Q', [Q]],
      [' O', [O]],
      [' X', [X]],
    ],
    columns: [[N], [S], [V], [F], [Q], [O], [X]],
  },
  s: {
    heading: '               Algorithm\n        n    v    f    q    o    x',
    rule: `   ${'_'.repeat(31)}`,
    rows: [
      [' N', [N]],
      [' V', [V]],
      [' F', [F]],
      [' Q', [Q]],
      [' O', [O]],
      [' X', [X]],
    ],
    columns: [[N], [V], [F], [Q], [O], [X]],
  },
  C: {
    heading: '         Algorithm\n      n+f+q    s    v  o+x',
    rule: `     ${'_'.repeat(21)}`,
    rows: [
      ['  N ', [N]],
      ['  S ', [S]],
      ['  V ', [V]],
      [' F+Q', [F, Q]],
      [' O+X', [O, X]],
    ],
    columns: [[N, F, Q], [S], [V], [O, X]],
  },
  c: {
    heading: '         Algorithm\n      n+f+q    v  o+x',
    rule: `     ${'_'.repeat(16)}`,
    rows: [
      ['  N ', [N]],
      ['  V ', [V]],
      [' F+Q', [F, Q]],
      [' O+X', [O, X]],
    ],
    columns: [[N, F, Q], [V], [O, X]],
  },
};

function matrixLines(matrix: BeatMatrix, { rows, columns }: Layout): string[] {
  return rows.map(([name, from]) => {
    const pseudo = from.includes(O);
    const xRow = from[0] === X;
    const shown = pseudo || xRow ? columns.filter((to) => !to.includes(O) && !to.includes(X)) : columns;
    const cells = shown.map((to) => {
      let count = 0;
      for (const row of from) for (const column of to) count += matrix[row]![column]!;
      return String(count).padStart(4);
    });
    return `${name} | ${cells.join(' ')}`;
  });
}

function shareLine(name: string, { part, whole }: Share, decimals = 2): string {
  const value = whole > 0 ? `${fixed((100 * part) / whole, decimals).padStart(6)}%` : '     - ';
  return `${name.padStart(26)}: ${value} (${part}/${whole})`;
}

function missedLines({ missedInShutdown }: BeatStatistics, classes: readonly ('N' | 'S' | 'V' | 'F')[]): string[] {
  return [
    shareLine('Beats missed in shutdown', missedInShutdown.beats),
    ...classes.map((name) => shareLine(`${name} missed in shutdown`, missedInShutdown.classes[name])),
  ];
}

/**
 * A comparison as the program bxb of WFDB 10.7.0 prints it, byte for byte.
 *
 * @param layout option of the program: "S" all classes, "s" without S, "C" and "c" the same condensed
 */
export function bxbText(comparison: BeatComparison, names: ComparisonNames, layout: BeatTextLayout = 'S'): string {
  const withS = layout === 'S' || layout === 'C';
  const matrix = withS ? comparison.matrix : foldSupraventricular(comparison.matrix);
  const statistics = beatStatistics(matrix);
  const { qrs, veb, sveb } = statistics;
  const table = layouts[layout];
  const rrError = rrIntervalError(comparison);
  const kind = withS
    ? [
        shareLine('SVEB sensitivity', sveb.sensitivity),
        shareLine('SVEB positive predictivity', sveb.positivePredictivity),
        `     RMS RR interval error: ${rrError === null ? '     -' : `${fixed(rrError, 2).padStart(6)} ms`}`,
      ]
    : [shareLine('VEB false positive rate', veb.falsePositiveRate, 3), ''];
  return [
    `Beat-by-beat comparison results for record ${names.record}`,
    `Reference annotator: ${names.reference}`,
    `     Test annotator: ${names.test}`,
    '',
    table.heading,
    table.rule,
    ...matrixLines(matrix, table),
    '',
    shareLine('QRS sensitivity', qrs.sensitivity),
    shareLine('QRS positive predictivity', qrs.positivePredictivity),
    shareLine('VEB sensitivity', veb.sensitivity),
    shareLine('VEB positive predictivity', veb.positivePredictivity),
    ...kind,
    '',
    ...missedLines(statistics, withS ? ['N', 'S', 'V', 'F'] : ['N', 'V', 'F']),
    `       Total shutdown time: ${String(comparison.shutdownSeconds).padStart(5)} seconds`,
    '',
  ].join('\n');
}
