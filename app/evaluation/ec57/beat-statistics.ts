import type { BeatComparison, BeatMatrix } from './compare-beats.ts';
import { beatLabelCount } from './labels.ts';
import type { Share } from './share.ts';

/** Sensitivity and positive predictivity of finding beats of one kind. */
export interface Performance {
  readonly sensitivity: Share;
  readonly positivePredictivity: Share;
}

/** The same with the share of other beats that were called ectopic. */
export interface EctopyPerformance extends Performance {
  readonly falsePositiveRate: Share;
}

/** What EC57 reports of a beat-by-beat comparison. */
export interface BeatStatistics {
  /** Any beat at all. */
  readonly qrs: Performance;
  /** Ventricular ectopic beats; a V at a fusion or unknown beat is no error. */
  readonly veb: EctopyPerformance;
  /** Supraventricular ectopic beats; an S at an unknown beat is no error. */
  readonly sveb: EctopyPerformance;
  /** Reference beats that the test missed in its own shutdown. */
  readonly missedInShutdown: {
    readonly beats: Share;
    readonly classes: Readonly<Record<'N' | 'S' | 'V' | 'F', Share>>;
  };
}

const [N, S, V, F, Q, O, X] = [0, 1, 2, 3, 4, 5, 6];
const allBeats = [N, S, V, F, Q];
const everything = [...allBeats, O, X];

function sumOf(matrix: BeatMatrix, rows: readonly number[], columns: readonly number[]): number {
  let total = 0;
  for (const row of rows) for (const column of columns) total += matrix[row]![column]!;
  return total;
}

function performance(truePositives: number, falseNegatives: number, falsePositives: number): Performance {
  return {
    sensitivity: { part: truePositives, whole: truePositives + falseNegatives },
    positivePredictivity: { part: truePositives, whole: truePositives + falsePositives },
  };
}

/** @param mistaken rows in which a beat of this kind on the test side is an error */
function ectopy(matrix: BeatMatrix, kind: number, mistaken: readonly number[]): EctopyPerformance {
  const others = allBeats.filter((label) => label !== kind);
  const falsePositives = sumOf(matrix, mistaken, [kind]);
  const rejected = sumOf(matrix, [...others, O, X], others);
  return {
    ...performance(sumOf(matrix, [kind], [kind]), sumOf(matrix, [kind], [...others, O, X]), falsePositives),
    falsePositiveRate: { part: falsePositives, whole: rejected + falsePositives },
  };
}

/**
 * The statistics of ANSI/AAMI EC57 section 4.3.2 from a matrix, as the program bxb counts them.
 *
 * The share of all beats missed in shutdown leaves S out, as bxb prints it. The program prints no false positive rate of
 * S; it is counted like that of V.
 */
export function beatStatistics(matrix: BeatMatrix): BeatStatistics {
  const count = (rows: readonly number[], columns: readonly number[]) => sumOf(matrix, rows, columns);
  const found = count(allBeats, allBeats);
  const missed = count(allBeats, [O, X]);
  const missedOf = (row: number): Share => ({ part: count([row], [X]), whole: count([row], everything) });
  return {
    qrs: performance(found, missed, count([O, X], allBeats)),
    veb: ectopy(matrix, V, [N, S, O, X]),
    sveb: ectopy(matrix, S, [N, V, F, O, X]),
    missedInShutdown: {
      beats: { part: count([N, V, F, Q], [X]), whole: found + missed },
      classes: { N: missedOf(N), S: missedOf(S), V: missedOf(V), F: missedOf(F) },
    },
  };
}

/** Root mean square difference of the two sides' RR intervals in ms, null when no pair has both. */
export function rrIntervalError({ rrIntervals, rate }: Pick<BeatComparison, 'rrIntervals' | 'rate'>): number | null {
  const { pairs, squares } = rrIntervals;
  return pairs > 0 ? (Math.sqrt(squares / pairs) * 1000) / rate : null;
}

/** The matrix of a comparison without supraventricular statistics: S counts as N on both sides. */
export function foldSupraventricular(matrix: BeatMatrix): BeatMatrix {
  const folded = matrix.map((row) => [...row]);
  for (const row of folded) {
    row[N]! += row[S]!;
    row[S] = 0;
  }
  for (let column = 0; column < folded.length; column++) {
    folded[N]![column]! += folded[S]![column]!;
    folded[S]![column] = 0;
  }
  return folded;
}

/** Pairs of a beat with a beat, by class: the five by five matrix of a classification report. */
export function classMatrix(matrix: BeatMatrix): number[][] {
  return matrix.slice(0, beatLabelCount).map((row) => row.slice(0, beatLabelCount));
}
