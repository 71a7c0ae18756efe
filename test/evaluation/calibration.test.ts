import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calibration } from '../../app/evaluation/calibration.ts';

/** Beats that the model all names N, with the given confidences. */
function confidentInNormal(confidences: readonly number[]): Float32Array {
  return Float32Array.from(confidences.flatMap((p) => [p, (1 - p) / 4, (1 - p) / 4, (1 - p) / 4, (1 - p) / 4]));
}

describe('calibration', () => {
  it('is the distance of confidence from accuracy, weighted by the beats of each bin', () => {
    const { ece } = calibration(confidentInNormal([0.9, 0.9, 0.9, 0.9, 0.5]), Uint8Array.of(0, 0, 0, 1, 0));
    expect(ece).toBeCloseTo((4 / 5) * (0.9 - 0.75) + (1 / 5) * (1 - 0.5), 6);
  });

  it('is 0 when the model is always sure and always right', () => {
    const { ece, bins } = calibration(confidentInNormal([1, 1, 1]), Uint8Array.of(0, 0, 0));
    expect(ece).toBe(0);
    expect(bins[14]).toMatchObject({ count: 3, confidence: 1, accuracy: 1 });
  });

  it('puts every beat into exactly one of 15 bins', () => {
    const confidence = fc.double({ min: 0.2, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(confidence, { minLength: 1, maxLength: 200 }), (confidences) => {
        const { bins } = calibration(confidentInNormal(confidences), new Uint8Array(confidences.length));
        expect(bins).toHaveLength(15);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(confidences.length);
        for (const { from, to, confidence: mean } of bins) {
          if (mean === null) continue;
          expect(mean).toBeGreaterThanOrEqual(from - 1e-6);
          expect(mean).toBeLessThanOrEqual(to + 1e-6);
        }
      }),
    );
  });

  it('leaves empty bins undefined', () => {
    expect(calibration(confidentInNormal([0.9]), Uint8Array.of(0)).bins[0]).toMatchObject({
      count: 0,
      confidence: null,
      accuracy: null,
    });
  });

  it('refuses probabilities that do not belong to the labels', () => {
    expect(() => calibration(new Float32Array(9), Uint8Array.of(0, 0))).toThrow('do not belong');
    expect(() => calibration(new Float32Array(0), new Uint8Array(0))).toThrow('do not belong');
  });
});
