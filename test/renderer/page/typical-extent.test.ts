import { describe, expect, test } from 'vitest';

import { extentBuckets, typicalExtent, widened } from '../../../renderer/page/typical-extent.ts';
import { invalidSample } from '../../../renderer/waveform/trace-slice.ts';

describe('how far a lead usually reaches', () => {
  test('is not decided by one tall beat or one artefact', () => {
    const extremes = Int32Array.of(-10, 100, -12, 110, -9000, 9000, -11, 105, -10, 102);
    expect(typicalExtent(extremes)).toEqual({ low: -11, high: 105 });
  });

  test('leaves out what has no signal, and is never empty', () => {
    expect(typicalExtent(Int32Array.of(...Array<number>(6).fill(invalidSample), 3, 3))).toEqual({ low: 3, high: 4 });
    expect(typicalExtent(new Int32Array())).toEqual({ low: 0, high: 1 });
  });

  test('is measured in pieces of two seconds, of a long recording in larger ones', () => {
    expect(extentBuckets(360 * 60, 360)).toBe(30);
    expect(extentBuckets(14 * 86_400 * 250, 250)).toBe(2048);
    expect(extentBuckets(10, 360)).toBe(1);
  });
});

describe('an expanded row', () => {
  const usual = { low: -10, high: 90 };

  test('shows a tall beat whole', () => {
    expect(widened(usual, -40, 150)).toEqual({ low: -40, high: 150 });
  });

  test('is not flattened by an artefact, nor blown up where the beats are small', () => {
    expect(widened(usual, -9000, 9000)).toEqual({ low: -110, high: 190 });
    expect(widened(usual, 0, 20)).toEqual(usual);
  });
});
