import { expect, it } from 'vitest';

import { balanceRows } from '../../app/dataset/balance.ts';
import type { LabelledRows } from '../../app/dataset/rows.ts';
import { createRandom } from '../../app/signal/random.ts';

/** 90 rows of N, 8 of S, 2 of F; the first sample of a row is its number. */
const rows: LabelledRows = {
  count: 100,
  length: 2,
  leads: 1,
  beats: Float32Array.from({ length: 200 }, (_, index) => index >> 1),
  labels: Uint8Array.from({ length: 100 }, (_, row) => (row < 90 ? 0 : row < 98 ? 1 : 3)),
  recordings: ['100'],
  recordingOf: new Uint16Array(100),
  samples: Int32Array.from({ length: 100 }, (_, row) => row),
  features: new Float32Array(0),
  featureNames: [],
};

const timesDrawn = (drawn: LabelledRows, row: number) => drawn.samples.filter((sample) => sample === row).length;

it('a balanced draw holds the same number of every class that occurs', () => {
  const { labels, count } = balanceRows(rows, 20, createRandom(1));
  expect(count).toBe(60);
  for (const label of [0, 1, 3]) expect(labels.filter((value) => value === label)).toHaveLength(20);
});

it('a balanced draw takes no row twice where there are enough, and every row at least once where there are not', () => {
  const drawn = balanceRows(rows, 20, createRandom(1));
  for (let row = 0; row < 90; row++) expect(timesDrawn(drawn, row)).toBeLessThanOrEqual(1);
  for (let row = 90; row < 100; row++) expect(timesDrawn(drawn, row)).toBeGreaterThanOrEqual(1);
});

it('a balanced draw keeps samples and label of a row together, and follows from the random source alone', () => {
  const drawn = balanceRows(rows, 20, createRandom(1));
  drawn.samples.forEach((row, index) => {
    expect(drawn.beats[2 * index]).toBe(row);
    expect(drawn.labels[index]).toBe(rows.labels[row]);
  });
  expect(balanceRows(rows, 20, createRandom(1))).toEqual(drawn);
  expect(balanceRows(rows, 20, createRandom(2))).not.toEqual(drawn);
});
