import { describe, expect, it } from 'vitest';

import { bestQuality, qualityOf, unreadableStretches } from '../../app/beat/quality.ts';

describe('quality of a second', () => {
  it('falls from 100 to 1 as the expected errors grow to one in two beats', () => {
    expect([0, 0.25, 0.5, 2].map((errors) => qualityOf(errors, 100))).toEqual([100, 50, 1, 1]);
  });

  it('is no better than the noise between the beats lets it be, and 0 without a signal', () => {
    expect(bestQuality(0.1)).toBe(100);
    expect(bestQuality(0.45)).toBe(50);
    expect(bestQuality(0.9)).toBe(1);
    expect(qualityOf(0, bestQuality(0.45))).toBe(50);
    expect(qualityOf(0, bestQuality(null))).toBe(0);
  });
});

describe('unreadableStretches', () => {
  const stretches = (...quality: number[]) =>
    unreadableStretches(Uint8Array.from(quality), 100, 100 * quality.length - 50);

  it('holds the poor seconds beside a very poor one', () => {
    expect(stretches(90, 30, 10, 30, 90)).toEqual([{ from: 100, to: 400 }]);
  });

  it('leaves out what is poor but not very poor, and what is short', () => {
    expect(stretches(90, 30, 30, 30, 30, 90)).toEqual([]);
    expect(stretches(90, 10, 10, 90)).toEqual([]);
  });

  it('holds a single second without a signal, and ends with the recording', () => {
    expect(stretches(90, 0, 90, 90, 0)).toEqual([
      { from: 100, to: 200 },
      { from: 400, to: 450 },
    ]);
  });
});
