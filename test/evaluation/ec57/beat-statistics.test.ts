import fc from 'fast-check';
import { expect, test } from 'vitest';

import { beatStatistics, classMatrix, foldSupraventricular } from '../../../app/evaluation/ec57/beat-statistics.ts';

/** A matrix that holds 1 in the named cells, e.g. "Fv". */
function matrixOf(...cells: string[]): number[][] {
  const matrix = Array.from({ length: 7 }, () => new Array<number>(7).fill(0));
  for (const cell of cells) matrix['NSVFQOX'.indexOf(cell[0]!)]!['nsvfqox'.indexOf(cell[1]!)]!++;
  return matrix;
}

test.each(['Fv', 'Qv'])('%s is no false ventricular beat', (cell) => {
  expect(beatStatistics(matrixOf('Vv', cell)).veb.positivePredictivity).toEqual({ part: 1, whole: 1 });
});

test.each(['Nv', 'Sv', 'Ov', 'Xv'])('%s is a false ventricular beat', (cell) => {
  expect(beatStatistics(matrixOf('Vv', cell)).veb.positivePredictivity).toEqual({ part: 1, whole: 2 });
});

test('Qs is no false supraventricular beat, Fs is one', () => {
  expect(beatStatistics(matrixOf('Ss', 'Qs')).sveb.positivePredictivity).toEqual({ part: 1, whole: 1 });
  expect(beatStatistics(matrixOf('Ss', 'Fs')).sveb.positivePredictivity).toEqual({ part: 1, whole: 2 });
});

test('a beat of any class at a beat of any class is a QRS found', () => {
  const { qrs } = beatStatistics(matrixOf('Nv', 'Qf', 'No', 'Vx', 'On', 'Xq'));
  expect(qrs).toEqual({ sensitivity: { part: 2, whole: 4 }, positivePredictivity: { part: 2, whole: 4 } });
});

test('the false positive rate of V is over all beats that are neither V nor excused', () => {
  expect(beatStatistics(matrixOf('Nv', 'Nn', 'Qs', 'Of', 'Fv')).veb.falsePositiveRate).toEqual({ part: 1, whole: 4 });
});

test('S missed in shutdown is counted by itself, but not among all beats, as bxb prints it', () => {
  const { missedInShutdown } = beatStatistics(matrixOf('Sx', 'Nx', 'Nn'));
  expect(missedInShutdown.beats).toEqual({ part: 1, whole: 3 });
  expect(missedInShutdown.classes.S).toEqual({ part: 1, whole: 1 });
});

test('folding S into N changes neither the beats found nor the V statistics', () => {
  const matrices = fc.array(fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(matrices, (matrix) => {
      const [before, after] = [beatStatistics(matrix), beatStatistics(foldSupraventricular(matrix))];
      expect(after.qrs).toEqual(before.qrs);
      expect(after.veb).toEqual(before.veb);
    }),
  );
});

test('the matrix of classes leaves the pseudo-beats out', () => {
  expect(classMatrix(matrixOf('Nn', 'No', 'Ov'))).toEqual([
    [1, 0, 0, 0, 0],
    ...Array.from({ length: 4 }, () => [0, 0, 0, 0, 0]),
  ]);
});
