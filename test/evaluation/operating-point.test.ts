import { describe, expect, it } from 'vitest';

import { chooseStrength, shifted, type LeftOutBeats } from '../../app/evaluation/operating-point.ts';

/** Beats of two classes: the higher the threshold between them has to be, the more strength is needed. */
function beatsNeeding(sureness: number): LeftOutBeats {
  const rows = [
    ...Array.from({ length: 40 }, () => [1 - sureness, sureness, 0, 0, 0]),
    ...Array.from({ length: 5 }, () => [0.05, 0.95, 0, 0, 0]),
    ...Array.from({ length: 5 }, () => [0.05, 0, 0.95, 0, 0]),
  ];
  const labels = Uint8Array.from(rows, (_, beat) => (beat < 40 ? 0 : beat < 45 ? 1 : 2));
  return {
    probabilities: Float32Array.from(rows.flat()),
    labels,
    records: ['a', 'b'],
    recordOf: Uint16Array.from(labels, (_, beat) => beat % 2),
    oddsOf: () => [1, 0.1, 0.5, 1, 1],
  };
}

describe('chooseStrength', () => {
  it('takes the least strength that names the normal beats rightly', () => {
    expect(chooseStrength(beatsNeeding(0.3))).toBe(0);
    expect(chooseStrength(beatsNeeding(0.7))).toBeCloseTo(0.4, 5);
    expect(chooseStrength(beatsNeeding(0.8))).toBeCloseTo(0.65, 5);
  });
});

describe('shifted', () => {
  it('weighs every beat by the odds of the model that named it', () => {
    const beats = {
      ...beatsNeeding(0.5),
      oddsOf: (beat: number) => (beat === 0 ? [1, 0.1, 1, 1, 1] : [1, 1, 1, 1, 1]),
    };
    const probabilities = shifted(beats, 1);
    expect(probabilities[1]).toBeCloseTo(0.1 / 1.1, 5);
    expect(probabilities[6]).toBeCloseTo(0.5, 5);
  });
});
