import { describe, expect, test } from 'vitest';

import { sampleLine } from '../../../renderer/waveform/trace-path.ts';
import { invalidSample, type TraceSlice } from '../../../renderer/waveform/trace-slice.ts';

/** One pixel a frame, one pixel a unit, 0 mV at y 100 and ADC 0. */
const scale = { zeroX: 0, pixelsPerFrame: 1, zeroY: 100, baseline: 0, pixelsPerUnit: 1 };
const everything = { from: 0, to: 1000 };

function line(slices: TraceSlice[], stretch = everything): string {
  const steps: string[] = [];
  const path = {
    moveTo: (x: number, y: number) => steps.push(`M${x},${y}`),
    lineTo: (x: number, y: number) => steps.push(`L${x},${y}`),
  };
  sampleLine(path, slices, 0, stretch, scale);
  return steps.join(' ');
}

function samples(from: number, values: number[]): TraceSlice {
  return { kind: 'samples', from, to: from + values.length, values: [Int32Array.from(values)] };
}

describe('the trace', () => {
  test('a positive voltage is drawn upwards', () => {
    expect(line([samples(0, [0, 10])])).toBe('M0,100 L1,90');
  });

  test('a gap is left open', () => {
    expect(line([samples(0, [1, invalidSample, 3, 4])])).toBe('M0,99 M2,97 L3,96');
  });

  test('neighbouring slices are joined', () => {
    expect(line([samples(0, [1, 2]), samples(2, [3])])).toBe('M0,99 L1,98 L2,97');
  });

  test('a slice that has not come leaves a hole, not a line across it', () => {
    expect(line([samples(0, [1]), samples(5, [2])])).toBe('M0,99 M5,98');
  });

  test('only the wanted stretch is drawn', () => {
    expect(line([samples(0, [1, 2, 3, 4])], { from: 1, to: 3 })).toBe('M1,98 L2,97');
  });

  test('a lead with two samples a frame gets two points a frame', () => {
    const slice: TraceSlice = { kind: 'samples', from: 0, to: 2, values: [Int32Array.of(0, 1, 2, 3)] };
    expect(line([slice])).toBe('M0,100 L0.5,99 L1,98 L1.5,97');
  });
});
