import { expect, it } from 'vitest';

import { beatsRowWidth, writeBeatsRows } from '../../app/model/beats-row.ts';

it('a beat of two leads becomes one row, lead beside lead, then a 0 and a 1', () => {
  const beats = Float32Array.of(-1, -1, -1, -1, -1, -1, 1, 2, 3, 10, 20, 30);
  const row = new Float32Array(beatsRowWidth(3, 2)).fill(9);
  writeBeatsRows(beats, Int32Array.of(1), 3, 2, row);
  expect([...row]).toEqual([1, 10, 2, 20, 3, 30, 0, 1]);
});

it('beats of one lead are taken in the order asked for', () => {
  const beats = Float32Array.of(1, 2, 3, 4);
  const rows = new Float32Array(2 * beatsRowWidth(2, 1)).fill(9);
  writeBeatsRows(beats, Int32Array.of(1, 0), 2, 1, rows);
  expect([...rows]).toEqual([3, 4, 0, 1, 1, 2, 0, 1]);
});
