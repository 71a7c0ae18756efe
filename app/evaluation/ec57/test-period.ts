import { CaliperError } from '../../contract/errors.ts';
import type { ClassMapping } from '../../beat/classes.ts';

/** Seconds at the start of a record that EC57 leaves to the detector for learning. */
export const learningPeriod = 300;

/** Positions are 32-bit numbers, the greatest of which stands for "after the last beat". */
const lastFrame = 2 ** 31 - 2;

/** Seconds that a test beat may lie from its reference beat, ANSI/AAMI EC57 section 4.3.1. */
const matchSeconds = 0.15;

/** What two annotators are compared under. */
export interface ComparisonOptions {
  /** Frames per second. */
  readonly rate: number;
  /** Frames of the record, 0 when unknown. */
  readonly frames: number;
  readonly mapping: ClassMapping;
  /** Seconds left out at the start, {@link learningPeriod} by default; 0 compares the whole record. */
  readonly start?: number;
}

/** The compared part of a record, in frames. */
export interface TestPeriod {
  readonly start: number;
  /** Null when the length of the record is unknown: the reference annotations then end the comparison. */
  readonly end: number | null;
  readonly window: number;
}

/**
 * Start, end and match window in frames.
 *
 * @throws CaliperError `invalid-input` for a start outside the record or a rate that is none
 */
export function testPeriod({ rate, frames, start = learningPeriod }: ComparisonOptions): TestPeriod {
  if (!(rate >= 1) || !Number.isFinite(rate)) {
    throw new CaliperError('invalid-input', `Beats cannot be compared at ${rate} samples per second; 1 is the least.`);
  }
  if (!(start >= 0) || !Number.isFinite(start)) {
    throw new CaliperError('invalid-input', `A comparison cannot start at ${start} s; give 0 or more.`);
  }
  const first = Math.round(start * rate);
  const end = frames > 0 ? frames : null;
  if (first > lastFrame) {
    throw new CaliperError('invalid-input', `No record is long enough to start at ${start} s; give an earlier start.`);
  }
  if (end !== null && end < first) {
    const seconds = (frames / rate).toFixed(0);
    throw new CaliperError(
      'invalid-input',
      `The record lasts ${seconds} s, less than the ${start} s left out at the start; give an earlier start.`,
    );
  }
  return { start: first, end, window: Math.round(matchSeconds * rate) };
}
