import { describe, expect, it } from 'vitest';

import { closeGaps } from '../../app/beat/gaps.ts';
import { invalidSample as no } from '../../app/signal/recording.ts';

function closed(...samples: number[]): { samples: number[]; gaps: number[][] } {
  const values = Int32Array.from(samples);
  const gaps = closeGaps(values, 4).map(({ from, to }) => [from, to]);
  return { samples: [...values], gaps };
}

describe('closeGaps', () => {
  it('draws a straight line across a short gap', () => {
    expect(closed(10, no, no, no, 50)).toEqual({ samples: [10, 20, 30, 40, 50], gaps: [] });
  });

  it('lets the signal stand still on both sides of a gap of a second, and reports it', () => {
    expect(closed(10, no, no, no, no, 50)).toEqual({ samples: [10, 10, 10, 50, 50, 50], gaps: [[1, 5]] });
  });

  it('reports gaps at the ends, however short', () => {
    expect(closed(no, 7, no)).toEqual({
      samples: [7, 7, 7],
      gaps: [
        [0, 1],
        [2, 3],
      ],
    });
  });

  it('makes a stretch without samples flat', () => {
    expect(closed(no, no)).toEqual({ samples: [0, 0], gaps: [[0, 2]] });
  });

  it('leaves samples beside a long gap as they are, however much of it was read', () => {
    const long = [1, 2, 3, ...new Array<number>(40).fill(no), 9, 8, 7];
    const whole = closed(...long).samples.slice(-6);
    expect(closed(...long.slice(20)).samples.slice(-6)).toEqual(whole);
  });
});
