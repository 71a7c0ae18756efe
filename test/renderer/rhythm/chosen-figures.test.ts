import { describe, expect, test } from 'vitest';

import { measureChosen } from '../../../renderer/rhythm/chosen-figures.ts';

const none = Number.NaN;
const intervals = {
  revision: 1,
  samples: Int32Array.of(0, 1, 2, 3, 4, 5),
  labels: Uint8Array.of(0, 2, 2, 2, 0, 255),
  before: Float32Array.of(none, 500, 540, 580, 1000, 900),
  after: Float32Array.of(500, 1500, 1460, none, 900, none),
  prematurity: Float32Array.of(none, 0.5, 0.54, none, 1, 0.9),
};

describe('figures of the selected beats', () => {
  test('are those of the beats that are marked: coupling, prematurity, the pause after', () => {
    const chosen = measureChosen(intervals, Uint8Array.of(0, 1, 1, 1, 0, 0));
    expect(chosen.beats).toBe(3);
    expect(chosen.classes).toEqual([0, 0, 3, 0, 0]);
    expect(chosen.coupling).toBeCloseTo(540, -0.3);
    expect(chosen.couplingLow).toBeCloseTo(500, -0.3);
    expect(chosen.couplingHigh).toBeCloseTo(580, -0.3);
    expect(chosen.prematurity).toBeCloseTo(0.5, 2);
    expect(chosen.pauseAfter).toBeCloseTo(1460, -0.3);
  });

  test('give 1 for a full compensatory pause', () => {
    expect(measureChosen(intervals, Uint8Array.of(0, 1, 1, 0, 0, 0)).compensation).toBeCloseTo(1, 2);
  });

  test('count how many beats of the same class are not among them', () => {
    expect(measureChosen(intervals, Uint8Array.of(0, 1, 1, 0, 0, 0)).most).toEqual({ label: 2, elsewhere: 1 });
  });

  test('are absent where no beat has them, and not 0', () => {
    const chosen = measureChosen(intervals, Uint8Array.of(1, 0, 0, 0, 0, 0));
    expect([chosen.coupling, chosen.prematurity, chosen.compensation]).toEqual([null, null, null]);
    expect(measureChosen(intervals, Uint8Array.of(0, 0, 0, 0, 0, 1)).most).toBeNull();
  });
});
