import { describe, expect, test } from 'vitest';

import { insertionStart } from '../../../renderer/review/insertion.ts';
import { noBeats } from '../../../renderer/waveform/beat-columns.ts';

const tenSeconds = { rate: 100, frames: 100_000, width: 1000, gutter: 0, pixelsPerSecond: 100, devicePixelRatio: 1 };
const view = { ...tenSeconds, start: 50_000 };
const samples = Int32Array.of(49_900, 50_100, 50_200, 50_950, 51_500);
const beats = { ...noBeats, count: samples.length, samples };

describe('where the insertion cursor starts', () => {
  test('between a beat in hand on the screen and the next', () => {
    expect(insertionStart(view, beats, 50_100)).toBe(50_150);
  });

  test('in the middle of the screen when the beat in hand is minutes away', () => {
    expect(insertionStart(view, beats, 5_600)).toBe(50_500);
  });

  test('still on the screen when the interval after the beat in hand leaves it', () => {
    expect(insertionStart(view, beats, 50_950)).toBe(51_000);
  });
});
