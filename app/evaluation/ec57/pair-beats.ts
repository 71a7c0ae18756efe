import type { Annotation } from '../../signal/recording.ts';
import type { BeatReader } from './beat-reader.ts';
import { afterLastBeat, readBeats } from './beat-reader.ts';
import type { LabelIndex } from './labels.ts';
import { missingBeat, missingInShutdown, uncounted } from './labels.ts';
import type { ComparisonOptions } from './test-period.ts';
import { testPeriod } from './test-period.ts';

/**
 * Called once a pair.
 *
 * @param row label of the reference, {@link uncounted} when the pair is not to be counted
 * @param column label of the test
 * @param rrError difference of the RR intervals that end here in frames, null where one side has none
 */
export type PairVisitor = (row: LabelIndex, column: LabelIndex, rrError: number | null) => void;

/** Two readers at the pair that is being visited; a side whose label is a pseudo-beat stands at another beat. */
export interface PairedReaders {
  readonly reference: BeatReader;
  readonly test: BeatReader;
}

/**
 * Pairs the beats of two annotators in time order, as ANSI/AAMI EC57 section 4.3 and the program bxb (WFDB 10.7.0) do.
 *
 * The earlier of the two current beats is matched with the other when they lie within the window and no neighbour is a
 * better match; else it is paired with a pseudo-beat. There is no global assignment and no beat is used twice.
 *
 * @returns frames of test shutdown
 * @throws CaliperError as {@link testPeriod}
 */
export function pairBeats(
  referenceAnnotations: readonly Annotation[],
  testAnnotations: readonly Annotation[],
  options: ComparisonOptions,
  visitorOf: (readers: PairedReaders) => PairVisitor,
): number {
  const { start, end, window } = testPeriod(options);
  const shared = { mapping: options.mapping, window, end };
  const reference = readBeats(referenceAnnotations, { ...shared, side: 'reference' });
  const test = readBeats(testAnnotations, { ...shared, side: 'test' });
  const visit = visitorOf({ reference, test });

  function pair(row: LabelIndex, column: LabelIndex): void {
    const valid = reference.rrInterval > 0 && test.rrInterval > 0;
    visit(row, column, valid ? reference.rrInterval - test.rrInterval : null);
  }

  function pairBoth(): void {
    pair(reference.label, test.label);
    reference.advance();
    test.advance();
  }

  do reference.advance();
  while (reference.sample < start);
  do test.advance();
  while (test.nextSample < start);

  if (matchesLastOfLearning(reference, test, window)) pairBoth();
  else {
    test.advance();
    const early = test.sample - start <= window;
    if (early && distance(reference.sample, test.nextSample) < distance(reference.sample, test.sample)) test.advance();
  }

  while (goesOn(reference, test, end)) {
    const testIsFirst = test.sample < reference.sample;
    const [earlier, later] = testIsFirst ? [test, reference] : [reference, test];
    if (isMatch(earlier, later, window)) pairBoth();
    else if (testIsFirst) {
      pair(labelOfExtra(test.sample, reference), test.label);
      test.advance();
    } else {
      pair(reference.label, test.shutdowns.covers(reference.sample) ? missingInShutdown : missingBeat);
      reference.advance();
    }
  }
  return test.shutdownFrames;
}

function distance(a: number, b: number): number {
  return Math.abs(a - b);
}

/** The first reference beat of the test period may belong to the last test beat before it. */
function matchesLastOfLearning(reference: BeatReader, test: BeatReader, window: number): boolean {
  const gap = reference.sample - test.sample;
  return gap <= window && gap < distance(reference.sample, test.nextSample);
}

/** Whether the two current beats belong together: no better match for the later one is the beat after the earlier one. */
function isMatch(earlier: BeatReader, later: BeatReader, window: number): boolean {
  const gap = later.sample - earlier.sample;
  if (gap > window) return false;
  const rival = distance(later.sample, earlier.nextSample);
  return gap < rival || distance(later.nextSample, earlier.nextSample) < rival;
}

/** Beats that the test adds inside a marked fibrillation do not count; the others count as false. */
function labelOfExtra(sample: number, reference: BeatReader): LabelIndex {
  if (reference.fibrillations.covers(sample)) return uncounted;
  return reference.shutdowns.covers(sample) ? missingInShutdown : missingBeat;
}

function goesOn(reference: BeatReader, test: BeatReader, end: number | null): boolean {
  return end === null ? reference.sample !== afterLastBeat : reference.sample <= end || test.sample <= end;
}
