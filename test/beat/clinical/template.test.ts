import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { medianWindow, unhurriedBeats } from '../../../app/beat/clinical/template.ts';
import { windowLength } from '../../../app/beat/clinical/window.ts';

describe('unhurriedBeats', () => {
  it('leaves out premature beats, also where they are the majority', () => {
    const lateness = Float64Array.from({ length: 400 }, (_, beat) => (beat % 3 === 0 ? 1.4 : 0.8));
    expect([...unhurriedBeats(lateness)].every((beat) => beat % 3 === 0)).toBe(true);
  });

  it('chooses different beats in order of time, few of many and all of few', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { maxLength: 3000 }), (list) => {
        const chosen = [...unhurriedBeats(Float64Array.from(list))];
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        expect(chosen.length).toBeLessThanOrEqual(255);
        expect(chosen.length).toBeGreaterThanOrEqual(Math.min(12, list.length));
      }),
      { numRuns: 30 },
    );
  });
});

describe('medianWindow', () => {
  it('is not moved by a minority of other shapes', () => {
    const windows = Float32Array.from({ length: 5 * windowLength }, (_, index) =>
      index < 2 * windowLength ? 99 : index % windowLength,
    );
    const template = medianWindow(windows, Int32Array.of(0, 1, 2, 3, 4));
    expect([...template]).toEqual([...Array(windowLength).keys()]);
  });
});
