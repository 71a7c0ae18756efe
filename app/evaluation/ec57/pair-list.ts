import { beatLabelCount, labelCount } from './labels.ts';
import type { LabelIndex } from './labels.ts';

/** Pairs of a comparison in the order in which they were found; one entry a pair in each array. */
export interface BeatPairs {
  /** Row times seven plus column of the matrix. */
  readonly cells: Uint8Array;
  /** Frame of the reference beat, -1 where it is a pseudo-beat. */
  readonly reference: Int32Array;
  /** Frame of the test beat, -1 where it is a pseudo-beat. */
  readonly test: Int32Array;
}

/** Pairs as they are found. */
export interface PairList {
  /** @param reference frame of the reference side's current beat; not kept where `row` is a pseudo-beat */
  add(row: LabelIndex, column: LabelIndex, reference: number, test: number): void;
  finish(): BeatPairs;
}

/** An empty list; its arrays double as they fill. */
export function pairList(): PairList {
  let count = 0;
  let cells = new Uint8Array(4096);
  let references = new Int32Array(4096);
  let tests = new Int32Array(4096);

  function grow(): void {
    const [oldCells, oldReferences, oldTests] = [cells, references, tests];
    cells = new Uint8Array(2 * count);
    references = new Int32Array(2 * count);
    tests = new Int32Array(2 * count);
    cells.set(oldCells);
    references.set(oldReferences);
    tests.set(oldTests);
  }

  return {
    add(row, column, reference, test) {
      if (count === cells.length) grow();
      cells[count] = row * labelCount + column;
      references[count] = row < beatLabelCount ? reference : -1;
      tests[count] = column < beatLabelCount ? test : -1;
      count++;
    },
    finish: () => ({
      cells: cells.slice(0, count),
      reference: references.slice(0, count),
      test: tests.slice(0, count),
    }),
  };
}

/**
 * The pairs in one cell.
 *
 * @param row index into `comparisonLabels`
 * @returns frames of both beats of each pair, -1 where one is a pseudo-beat, in the order in which they were paired
 */
export function pairsInCell(
  pairs: BeatPairs,
  row: LabelIndex,
  column: LabelIndex,
): { reference: Int32Array; test: Int32Array } {
  const cell = row * labelCount + column;
  const inCell = (_: number, index: number) => pairs.cells[index] === cell;
  return { reference: pairs.reference.filter(inCell), test: pairs.test.filter(inCell) };
}
