import { describe, expect, it } from 'vitest';

import { folds } from '../../../app/host/clinical/recipe.ts';
import { rowsOfRecords, trainingRowsOf } from '../../../app/host/clinical/training-rows.ts';
import { ds1, ds2 } from '../../../app/dataset/ds1ds2-protocol.ts';
import type { LabelledRows } from '../../../app/dataset/rows.ts';

/** Rows of three recordings whose only sample and feature say which row they are. */
function numbered(count: number, offset: number): LabelledRows {
  const index = Float32Array.from({ length: count }, (_, row) => offset + row);
  return {
    count,
    length: 1,
    leads: 1,
    beats: index,
    labels: Uint8Array.from(index, (row) => row % 5),
    recordings: ['a', 'b', 'c'],
    recordingOf: Uint16Array.from(index, (row) => row % 3),
    samples: Int32Array.from(index),
    features: index,
    featureNames: ['row'],
  };
}

const material = { real: numbered(600, 0), synthetic: numbered(90, 3000), noise: new Float32Array(5) };

describe('trainingRowsOf', () => {
  const rows = trainingRowsOf(material, ['a', 'c'], ['row']);

  it('holds no row of a patient who is left out, recorded or made up', () => {
    expect([...rows.beats].some((row) => row % 3 === 1)).toBe(false);
    expect(rows.labels.length).toBe(400 + 60);
    expect(new Set(rows.groups)).toEqual(new Set([0, 2]));
  });

  it('marks what was made up, and watches recorded rows only', () => {
    expect([...rows.synthetic!]).toEqual([...rows.beats].map((row) => Number(row >= 3000)));
    expect([...rows.validation!].every((row) => rows.synthetic![row] === 0)).toBe(true);
    expect(new Set(rows.validation).size).toBe(rows.validation!.length);
  });
});

describe('the numbers beside the rows', () => {
  it('are those that were asked for, in that order', () => {
    const two = (rows: LabelledRows): LabelledRows => ({
      ...rows,
      features: Float32Array.from({ length: 2 * rows.count }, (_, index) => (index % 2 === 0 ? 7 : index)),
      featureNames: ['seven', 'row'],
    });
    const both = { ...material, real: two(material.real), synthetic: two(material.synthetic) };
    expect([...trainingRowsOf(both, ['a'], ['seven']).features].every((value) => value === 7)).toBe(true);
    expect([...trainingRowsOf(both, ['a'], ['row', 'seven']).features].slice(0, 4)).toEqual([1, 7, 7, 7]);
  });
});

describe('rowsOfRecords', () => {
  it('says where its rows were', () => {
    const { rows, places } = rowsOfRecords(material.real, ['b']);
    expect([...places]).toEqual([...rows.beats]);
  });
});

describe('folds', () => {
  it('leave every training patient out once, and know no test patient', () => {
    expect(folds.flat().sort()).toEqual([...ds1].sort());
    expect(folds.flat().some((name) => ds2.includes(name))).toBe(false);
  });
});
