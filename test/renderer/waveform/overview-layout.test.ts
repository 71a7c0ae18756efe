import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { overviewFrame, overviewX, rateAxis, windowMarker } from '../../../renderer/waveform/overview-layout.ts';

const geometry = { width: 1050, gutter: 36, right: 14, frames: 100_000 };

describe('the overview of a recording', () => {
  test('its ends stand at the ends of the strip', () => {
    expect([overviewX(geometry, 0), overviewX(geometry, 100_000)]).toEqual([36, 1036]);
  });

  test('a click leads to the frame under it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (frame) => {
        expect(overviewFrame(geometry, overviewX(geometry, frame))).toBeCloseTo(frame, 6);
      }),
    );
  });

  test('clicks beside the strip lead to its ends', () => {
    expect([overviewFrame(geometry, 0), overviewFrame(geometry, 1049)]).toEqual([0, 100_000]);
  });

  test('a wide window is marked true to scale', () => {
    expect(windowMarker(geometry, 10_000, 20_000)).toEqual({ left: 136, width: 100 });
  });

  test('a narrow window has a marker that can be held, around its middle', () => {
    expect(windowMarker(geometry, 50_000, 50_200)).toEqual({ left: 530, width: 14 });
  });

  test('the heart rate axis holds 60 to 120 and whatever else occurs', () => {
    expect([rateAxis(Float32Array.of(70, Number.NaN)).steps, rateAxis(Float32Array.of(44, 127)).steps]).toEqual([
      [60, 90, 120],
      [30, 60, 90, 120, 150],
    ]);
  });
});
