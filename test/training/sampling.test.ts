import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

import { createRandom } from '../../app/signal/random.ts';
import type { TrainingRows } from '../../app/training/request.ts';
import { createSampler, SamplingOptions } from '../../app/training/sampling.ts';

/** 64 rows of class N, of which 48 of group 0 and 16 of group 1, and 4 rows of class S, all of group 1; the last 8 N are synthetic. */
const count = 68;
const labels = Uint8Array.from({ length: count }, (_, row) => (row < 64 ? 0 : 1));
const rows: TrainingRows = {
  beats: new Float32Array(count),
  features: new Float32Array(0),
  labels,
  groups: Uint16Array.from({ length: count }, (_, row) => (row < 48 ? 0 : 1)),
};
const all = Int32Array.from(labels.keys());
const many = 200_000;

function draw(options: Partial<SamplingOptions>, set: TrainingRows = rows, from = all): Int32Array {
  const sampler = createSampler(set, from, v.parse(SamplingOptions, { draws: 100, ...options }));
  return sampler.draw(many, createRandom(1));
}

function share(drawn: Int32Array, belongs: (row: number) => boolean): number {
  return drawn.filter(belongs).length / drawn.length;
}

describe('drawing rows', () => {
  it.each([
    [1, 4 / 68],
    [0.5, 2 / 10],
    [0, 1 / 2],
  ])('takes a class with probability proportional to its size to the power %f', (classExponent, expected) => {
    expect(share(draw({ classExponent }), (row) => labels[row] === 1)).toBeCloseTo(expected, 2);
  });

  it.each([
    [1, 16 / 64],
    [0.5, Math.sqrt(16) / (Math.sqrt(48) + Math.sqrt(16))],
    [0, 1 / 2],
  ])('takes a patient within a class likewise to the power %f', (groupExponent, expected) => {
    const ofClassN = draw({ groupExponent }).filter((row) => labels[row] === 0);
    expect(share(ofClassN, (row) => row >= 48)).toBeCloseTo(expected, 2);
  });

  it('takes every row of a cell equally often', () => {
    const ofClassS = draw({ classExponent: 0 }).filter((row) => labels[row] === 1);
    for (let row = 64; row < 68; row++) expect(share(ofClassS, (drawn) => drawn === row)).toBeCloseTo(1 / 4, 2);
  });

  it('takes synthetic rows at the share that was asked for, whatever their number', () => {
    const synthetic = Uint8Array.from({ length: count }, (_, row) => (row >= 56 && row < 64 ? 1 : 0));
    const drawn = draw({ syntheticShare: 0.7 }, { ...rows, synthetic });
    expect(share(drawn, (row) => synthetic[row] === 1)).toBeCloseTo(0.7, 2);
  });

  it('never takes a row that is not for training', () => {
    const even = all.filter((row) => row % 2 === 0);
    expect(share(draw({}, rows, even), (row) => row % 2 === 1)).toBe(0);
  });

  it('says how many rows of a class an epoch holds on average', () => {
    const options = v.parse(SamplingOptions, { draws: 1000, classExponent: 0.5 });
    expect(createSampler(rows, all, options).expected).toEqual([800, 200, 0, 0, 0]);
  });

  it('refuses a share of synthetic rows where there are none', () => {
    expect(() => draw({ syntheticShare: 0.1 })).toThrowError('rows of one kind only');
  });
});
