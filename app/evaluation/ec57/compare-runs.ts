import type { ClassMapping } from '../../beat/classes.ts';
import type { Annotation } from '../../signal/recording.ts';
import { longestRunFinder } from './longest-run.ts';
import type { RhythmReader } from './rhythm-reader.ts';
import { readRhythm } from './rhythm-reader.ts';
import type { RunKind } from './run-kind.ts';
import { longRun, supraventricularRuns, ventricularRuns } from './run-kind.ts';
import type { ComparisonOptions, TestPeriod } from './test-period.ts';
import { learningPeriod, testPeriod } from './test-period.ts';

/** Runs by length on the reference side (rows) and on the test side (columns): 0 to 5, then longer. */
export type RunMatrix = number[][];

/** A run behind a cell. */
export interface Run {
  readonly row: number;
  readonly column: number;
  /** Frames of its first and last annotation, on the side whose runs are gone through. */
  readonly first: number;
  readonly last: number;
}

/** How runs of one kind were found. */
export interface RunCounts {
  /** Each run of the reference beside the longest one of the test there. */
  readonly sensitivity: RunMatrix;
  /** Each run of the test beside the longest one of the reference there. */
  readonly positivePredictivity: RunMatrix;
}

/** The same with the runs themselves. */
export interface RunMatrices extends RunCounts {
  /** The runs behind the two matrices in time order. */
  readonly runs: { readonly sensitivity: readonly Run[]; readonly positivePredictivity: readonly Run[] };
}

/** Run-by-run comparison of two annotators: ventricular (VE) and supraventricular (SVE) ectopic runs. */
export interface RunComparison {
  readonly mapping: ClassMapping;
  /** Seconds left out at the start. */
  readonly start: number;
  readonly ventricular: RunMatrices;
  readonly supraventricular: RunMatrices;
}

/**
 * Compares two annotators run by run: ANSI/AAMI EC57 section 4.4, in every cell like the program rxr of WFDB 10.7.0.
 *
 * The program goes through the files four times, and where it looks for the longest run it begins with the annotation at
 * which it left that file the time before: a file that ends with the start of fibrillation or of shutdown begins with it.
 * Where a side has no annotation in the compared part, the program ends without a word; here its runs count as none.
 *
 * @param reference annotations in time order, positions in frames
 * @throws CaliperError `invalid-input` when the record is shorter than what is left out
 */
export function compareRuns(
  reference: readonly Annotation[],
  test: readonly Annotation[],
  options: ComparisonOptions,
): RunComparison {
  const period = testPeriod(options);
  const { mapping, start = learningPeriod } = options;

  let leftAt: Annotation | null = null;

  function runsOf(own: readonly Annotation[], other: readonly Annotation[], kind: RunKind): Run[] {
    const passed = findRuns(readRhythm(own, mapping), readRhythm(other, mapping, leftAt), kind, period);
    leftAt = passed.leftAt;
    return passed.runs;
  }

  function matrices(kind: RunKind): RunMatrices {
    const found = runsOf(reference, test, kind);
    const shown = runsOf(test, reference, kind).map((run): Run => ({ ...run, row: run.column, column: run.row }));
    return {
      sensitivity: countRuns(found),
      positivePredictivity: countRuns(shown),
      runs: { sensitivity: found, positivePredictivity: shown },
    };
  }

  const ventricular = matrices(ventricularRuns);
  return { mapping, start, ventricular, supraventricular: matrices(supraventricularRuns) };
}

function countRuns(runs: readonly Run[]): RunMatrix {
  const matrix: RunMatrix = Array.from({ length: longRun + 1 }, () => new Array<number>(longRun + 1).fill(0));
  for (const { row, column } of runs) matrix[row]![column]!++;
  return matrix;
}

/**
 * Goes through the runs of one side (rows) and finds the longest run of the other (columns) within the match window.
 *
 * @returns also the annotation at which the first side is left; null when a run was ended by the end of its file
 */
function findRuns(
  reader: RhythmReader,
  other: RhythmReader,
  kind: RunKind,
  { start, end, window }: TestPeriod,
): { runs: Run[]; leftAt: Annotation | null } {
  const runs: Run[] = [];
  const longestRun = longestRunFinder(other, kind);
  const inProgress = skipLearning(reader, kind, start);
  if (inProgress === null) return { runs, leftAt: reader.current() };
  let length = inProgress;
  let first = length > 0 ? start : 0;
  let last = first;

  function close(): void {
    if (length > 0)
      runs.push({ row: length, column: longestRun(first - window, last + window), first, last: Math.max(first, last) });
    length = 0;
  }

  do {
    const step = kind.steps[reader.event()];
    if (step === 'beat') {
      if (length === 0) first = reader.sample;
      last = reader.sample;
      length = Math.min(longRun, length + 1);
    } else if (step === 'episode' && length === 0) {
      first = reader.sample;
      length = longRun;
    } else if (step === 'episodeEnd' && length > 0) {
      last = reader.sample;
    } else if (step === 'end') close();
  } while (reader.advance() && (end === null || reader.sample <= end));
  const leftAt = reader.ended && length > 0 ? null : reader.current();
  if (reader.ended) close();
  return { runs, leftAt };
}

/**
 * Reads up to the first annotation of the test period.
 *
 * @returns length of the run in progress there, which only fibrillation can be; null when there is nothing to go through
 */
function skipLearning(reader: RhythmReader, kind: RunKind, start: number): number | null {
  let length: number | null = null;
  while (reader.advance()) {
    if (reader.sample >= start) return length ?? 0;
    const event = reader.event();
    if (kind.steps[event] === 'episode') length = longRun;
    else if (event === 'vfOff' || event === 'afOff') length = 0;
  }
  return length;
}
