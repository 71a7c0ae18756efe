import { describe, expect, it } from 'vitest';

import { drawCurves, extentOf, leadOf } from '../../../renderer/families/draw-shapes.ts';

describe('the height of shapes', () => {
  it('is that of the curves with a margin', () => {
    expect(extentOf([Float32Array.of(-1, 3)], 1)).toEqual({ lowest: -1.32, highest: 3.32 });
  });

  it('is never so small that noise looks like a beat', () => {
    const { lowest, highest } = extentOf([Float32Array.of(0, 0.01)], 1);
    expect(highest - lowest).toBeCloseTo(1.16, 5);
    expect(extentOf([], 1)).toEqual({ lowest: -0.5, highest: 0.5 });
  });
});

describe('waveforms', () => {
  it('hold the leads of a beat one after the other', () => {
    const waveforms = Float32Array.from({ length: 12 }, (_, index) => index);
    expect([...leadOf(waveforms, 1, 1, { leads: 2, length: 3 })]).toEqual([9, 10, 11]);
  });

  it('of one style are drawn in one stroke, however many they are', () => {
    const strokes: string[] = [];
    const context = new Proxy({} as CanvasRenderingContext2D, {
      get: (_, name) => () => (name === 'stroke' ? strokes.push('stroke') : undefined),
      set: () => true,
    });
    const faint = { values: Float32Array.of(0, 1), colour: 'red', width: 1, opacity: 0.2 };
    drawCurves(context, [faint, faint, faint, { ...faint, width: 2 }], {
      width: 10,
      height: 10,
      lowest: 0,
      highest: 1,
    });
    expect(strokes).toHaveLength(2);
  });
});
