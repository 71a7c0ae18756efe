import type { ClassMapping } from '../../beat/classes.ts';
import type { Annotation } from '../../signal/recording.ts';
import { beatLabelCount, labelCount, uncounted } from './labels.ts';
import type { PairedReaders } from './pair-beats.ts';
import { pairBeats } from './pair-beats.ts';
import type { BeatPairs } from './pair-list.ts';
import { pairList } from './pair-list.ts';
import type { ComparisonOptions } from './test-period.ts';
import { learningPeriod } from './test-period.ts';

/** Pairs by label of the reference (rows) and of the test (columns), in the order of `comparisonLabels`. */
export type BeatMatrix = number[][];

/** How one annotator's beats answer to another's. */
export interface BeatComparison {
  readonly mapping: ClassMapping;
  /** Seconds left out at the start. */
  readonly start: number;
  /** Frames per second. */
  readonly rate: number;
  readonly matrix: BeatMatrix;
  /** Pairs at which both sides have an RR interval, and the sum of their squared differences in frames squared. */
  readonly rrIntervals: { readonly pairs: number; readonly squares: number };
  /** Time during which the test annotator called the signal unreadable, to the nearest second. */
  readonly shutdownSeconds: number;
  /** The beats behind the matrix, null unless asked for. */
  readonly pairs: BeatPairs | null;
}

/**
 * Compares two annotators beat by beat: ANSI/AAMI EC57 section 4.3, in every cell and statistic like the program bxb of
 * WFDB 10.7.0.
 *
 * @param reference annotations in time order, positions in frames
 * @param withPairs also return which beats are behind each cell: 9 bytes a pair
 * @throws CaliperError `invalid-input` when the record is shorter than what is left out
 */
export function compareBeats(
  reference: readonly Annotation[],
  test: readonly Annotation[],
  options: ComparisonOptions,
  withPairs = false,
): BeatComparison {
  const matrix: BeatMatrix = Array.from({ length: labelCount }, () => new Array<number>(labelCount).fill(0));
  const list = withPairs ? pairList() : null;
  let pairs = 0;
  let squares = 0;

  function visitorOf(readers: PairedReaders) {
    return (row: number, column: number, rrError: number | null): void => {
      if (rrError !== null) {
        pairs++;
        squares += rrError * rrError;
      }
      if (row === uncounted || column === uncounted || (row >= beatLabelCount && column >= beatLabelCount)) return;
      matrix[row]![column]!++;
      list?.add(row, column, readers.reference.sample, readers.test.sample);
    };
  }

  const shutdown = pairBeats(reference, test, options, visitorOf);
  const { rate, mapping, start = learningPeriod } = options;
  return {
    mapping,
    start,
    rate,
    matrix,
    rrIntervals: { pairs, squares },
    shutdownSeconds: Math.trunc((Math.round(rate / 2) + shutdown) / Math.round(rate)),
    pairs: list?.finish() ?? null,
  };
}
