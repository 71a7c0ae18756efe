import { expect, test } from 'vitest';

import { agrees, beatCell, canHold, countBeats, sharesOf } from '../../../renderer/results/cell.ts';

/** Rows N S V F Q O X, columns n s v f q o x. */
const matrix = [
  [90, 2, 3, 0, 0, 5, 0],
  [4, 6, 0, 0, 0, 0, 0],
  [1, 0, 8, 0, 0, 1, 0],
  [0, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 0],
  [2, 0, 1, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 0],
];

test('a place that neither side has a beat in does not exist', () => {
  expect(canHold(6, 6)).toBe(false);
  expect(canHold(5, 6)).toBe(false);
  expect(canHold(5, 0)).toBe(true);
  expect(canHold(0, 6)).toBe(true);
});

test('only a class agrees with itself', () => {
  expect(agrees(2, 2)).toBe(true);
  expect(agrees(5, 5)).toBe(false);
  expect(agrees(0, 1)).toBe(false);
});

test('a cell is named by its row and its column', () => {
  expect(beatCell(2, 5)).toEqual({ kind: 'beat', reference: 'V', shown: 'o' });
});

test('beats that differ are all that are not on the diagonal of the classes', () => {
  expect(countBeats(matrix)).toEqual({ beats: 123, differing: 123 - 104 });
});

test('sensitivity is a share of the row, predictivity of the column, and neither is invented', () => {
  const { sensitivity, predictivity } = sharesOf(matrix);
  expect(sensitivity).toEqual([0.9, 0.6, 0.8, null, null]);
  expect(predictivity).toEqual([90 / 97, 6 / 8, 8 / 12, null, null]);
});
