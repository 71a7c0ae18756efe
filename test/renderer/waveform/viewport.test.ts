import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  centre,
  clampStart,
  frameToX,
  reveal,
  scrollOffset,
  visibleFrames,
  xToFrame,
  zoomAt,
  type Viewport,
} from '../../../renderer/waveform/viewport.ts';

const view: Viewport = {
  rate: 360,
  frames: 650_000,
  start: 36_000,
  width: 1064,
  gutter: 64,
  pixelsPerSecond: 100,
  devicePixelRatio: 1,
};

const anyView = fc.record({
  rate: fc.constantFrom(125, 250, 360, 1000),
  frames: fc.integer({ min: 1000, max: 80_000_000 }),
  start: fc.integer({ min: 0, max: 80_000_000 }),
  width: fc.integer({ min: 300, max: 3000 }),
  gutter: fc.constant(64),
  pixelsPerSecond: fc.double({ min: 8, max: 800, noNaN: true }),
  devicePixelRatio: fc.constantFrom(1, 1.25, 1.5, 2),
});

describe('time on the paper', () => {
  test('the first frame stands at the end of the gutter', () => {
    expect(frameToX(view, 36_000)).toBe(64);
  });

  test('a second later is 100 px further at 100 px a second', () => {
    expect(frameToX(view, 36_360)).toBe(164);
  });

  test('1,000 px beside the gutter hold ten seconds', () => {
    expect(visibleFrames(view)).toBe(3600);
  });

  test('pixels lead back to their frame', () => {
    fc.assert(
      fc.property(anyView, fc.double({ min: 0, max: 3000, noNaN: true }), (any, x) => {
        expect(frameToX(any, xToFrame(any, x))).toBeCloseTo(x, 3);
      }),
    );
  });

  test('the paper scrolls by whole device pixels', () => {
    fc.assert(
      fc.property(anyView, (any) => {
        const device = scrollOffset(any) * any.devicePixelRatio;
        expect(Math.abs(device - Math.round(device))).toBeLessThan(1e-4);
      }),
    );
  });

  test('scrolling stays inside the recording', () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: -1000, max: 100_000_000 }), (any, start) => {
        const kept = clampStart(any, start);
        expect(kept).toBeGreaterThanOrEqual(0);
        expect(kept + visibleFrames(any)).toBeLessThanOrEqual(Math.max(any.frames, visibleFrames(any)) + 1e-6);
      }),
    );
  });

  test('a beat in the middle of the screen does not move the paper', () => {
    expect(reveal(view, 37_800)).toBe(36_000);
  });

  test('a beat at the right edge moves the paper only as far as its margin', () => {
    expect(reveal(view, 39_500)).toBe(39_500 - 3600 * 0.88);
  });

  test('a beat far away comes to the middle', () => {
    expect(reveal(view, 300_000)).toBe(centre(view, 300_000));
  });

  test('zoom keeps the time under the pointer in its place', () => {
    const before = xToFrame(view, 500);
    const zoomed = { ...view, pixelsPerSecond: 200, start: zoomAt(view, 500, 200) };
    expect(Math.abs(frameToX(zoomed, before) - 500)).toBeLessThanOrEqual(1);
  });
});
