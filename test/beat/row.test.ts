import { describe, expect, it } from 'vitest';

import { bridgeGaps, fillGaps, writeMinMax, writeStandardised } from '../../app/beat/row.ts';
import { invalidSample } from '../../app/signal/recording.ts';

const gap = invalidSample;

describe('fillGaps', () => {
  it('holds the value before a gap and takes the first value before the first', () => {
    const samples = Int32Array.of(gap, 3, gap, gap, 5, gap);
    fillGaps(samples);
    expect([...samples]).toEqual([3, 3, 3, 3, 5, 5]);
  });

  it('makes a stretch without samples flat', () => {
    const samples = Int32Array.of(gap, gap);
    fillGaps(samples);
    expect([...samples]).toEqual([0, 0]);
  });
});

describe('bridgeGaps', () => {
  it('joins both sides of a gap by a straight line', () => {
    const samples = Int32Array.of(gap, 0, gap, gap, gap, 40, gap);
    bridgeGaps(samples);
    expect([...samples]).toEqual([0, 0, 10, 20, 30, 40, 40]);
  });
});

describe('writeMinMax', () => {
  it('scales by the range of the whole segment, also of what is cropped', () => {
    const row = new Float32Array(3);
    writeMinMax(row, 0, 3, [10, 20, 30, 50]);
    expect([...row]).toEqual([0, 0.25, 0.5]);
  });

  it('pads with zeros and leaves its neighbours alone', () => {
    const rows = new Float32Array(6).fill(0);
    rows[5] = 9;
    writeMinMax(rows, 1, 4, [1, 2]);
    expect([...rows]).toEqual([0, 0, 1, 0, 0, 9]);
  });

  it('starts after the shift where the recording began late', () => {
    const row = new Float32Array(4);
    writeMinMax(row, 0, 4, [1, 2, 3], 2);
    expect([...row]).toEqual([0, 0, 0, 0.5]);
  });

  it('gives zeros for a flat or empty segment', () => {
    const row = new Float32Array(3);
    writeMinMax(row, 0, 3, [7, 7, 7]);
    writeMinMax(row, 0, 3, []);
    expect([...row]).toEqual([0, 0, 0]);
  });
});

describe('writeStandardised', () => {
  it('gives zero mean and unit variance', () => {
    const row = new Float32Array(4);
    writeStandardised(row, 0, 4, [2, 4, 4, 6]);
    expect([...row]).toEqual([-Math.SQRT2, 0, 0, Math.SQRT2].map(Math.fround));
  });

  it('gives zeros for a flat or empty segment', () => {
    const row = new Float32Array(2);
    writeStandardised(row, 0, 2, [7, 7]);
    writeStandardised(row, 0, 2, []);
    expect([...row]).toEqual([0, 0]);
  });
});
