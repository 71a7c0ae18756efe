import { describe, expect, it } from 'vitest';

import { found, written } from '../written-beats.ts';

const many = (count: number, rr: number) => Array<number>(count).fill(rr);
const normals = (intervals: number) => 'N'.repeat(intervals + 1);

describe('tachycardia', () => {
  it('is the stretch of eight-interval windows that are faster than the limit, long enough', () => {
    const rr = [...many(20, 800), ...many(30, 400), ...many(20, 800)];
    const [[first, last] = [0, 0]] = found(written(normals(70), { rr }), 'tachycardia');
    // A window is fast from six of its eight intervals on: two slow ones at either end belong to it.
    expect([first, last]).toEqual([17, 53]);
  });

  it('shorter than asked it is none', () => {
    const rr = [...many(20, 800), ...many(12, 400), ...many(20, 800)];
    expect(found(written(normals(52), { rr }), 'tachycardia')).toEqual([]);
    expect(found(written(normals(52), { rr }), 'tachycardia', { tachycardia: { rate: 100, seconds: 5 } })).toHaveLength(
      1,
    );
  });

  it('exactly at the limit it is none', () => {
    expect(found(written(normals(60), { rr: 600 }), 'tachycardia')).toEqual([]);
  });

  it('one early beat makes none', () => {
    const rr = [...many(20, 700), 350, 1050, ...many(20, 700)];
    const limits = { tachycardia: { rate: 95, seconds: 1 } };
    expect(found(written(normals(42), { rr }), 'tachycardia', limits)).toEqual([]);
  });
});

describe('bradycardia', () => {
  it('is slower than the limit, not at it', () => {
    expect(found(written(normals(20), { rr: 1200 }), 'bradycardia')).toEqual([]);
    expect(found(written(normals(20), { rr: 1204 }), 'bradycardia')).toEqual([[0, 20]]);
  });

  it('is told from ectopic beats as well', () => {
    expect(found(written('S'.repeat(21), { rr: 1300 }), 'bradycardia')).toEqual([[0, 20]]);
  });

  it('is ended by unreadable signal', () => {
    const { samples } = written(normals(40), { rr: 1300 }).beats;
    const unreadable = [{ from: samples[20]! + 10, to: samples[20]! + 20 }];
    expect(found(written(normals(40), { rr: 1300, unreadable }), 'bradycardia')).toEqual([
      [0, 20],
      [21, 40],
    ]);
  });
});
