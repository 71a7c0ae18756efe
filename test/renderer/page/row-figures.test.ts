import { describe, expect, test } from 'vitest';

import { rowFigures } from '../../../renderer/page/row-figures.ts';
import { noBeats } from '../../../renderer/waveform/beat-columns.ts';

/** Beats at 100 frames a second: one before the row, then 800, 1,000 and 3,000 ms apart. */
const beats = {
  ...noBeats,
  count: 5,
  samples: Int32Array.of(20, 100, 200, 500, 1100),
  labels: Uint8Array.of(0, 0, 2, 1, 0),
};
const row = { from: 50, to: 1000 };

describe('the figures of a row', () => {
  test('count its beats by class, and neither the one before nor the one after', () => {
    const figures = rowFigures(beats, row, [], 100);
    expect(figures.beats).toBe(3);
    expect(figures.classes).toEqual([1, 1, 1, 0, 0]);
  });

  test('take the intervals that end in it, the first from the row before', () => {
    const figures = rowFigures(beats, row, [], 100);
    expect(figures.rate).toBeCloseTo(60_000 / ((800 + 1000 + 3000) / 3), 6);
    expect(figures.longestRr).toBe(3000);
  });

  test('take no interval in which the signal cannot be read', () => {
    const figures = rowFigures(beats, row, [{ from: 300, to: 320 }], 100);
    expect(figures.longestRr).toBe(1000);
    expect(figures.rate).toBeCloseTo(60_000 / 900, 6);
  });

  test('take an interval that only touches an unreadable stretch', () => {
    const touching = [
      { from: 190, to: 200 },
      { from: 500, to: 600 },
    ];
    expect(rowFigures(beats, row, touching, 100).longestRr).toBe(3000);
  });

  test('are absent without intervals, and not 0', () => {
    expect(rowFigures(noBeats, row, [], 100)).toEqual({
      beats: 0,
      classes: [0, 0, 0, 0, 0],
      rate: null,
      longestRr: null,
    });
  });
});
