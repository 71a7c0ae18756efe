import { describe, expect, it } from 'vitest';

import { medianOf, outlierLimit } from '../../app/families/outliers.ts';

describe('outliers of a family', () => {
  it('lie three robust deviations above the median', () => {
    const distances = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5);
    expect(outlierLimit(distances)).toBeCloseTo(0.3 + 3 * 1.4826 * 0.1, 5);
  });

  it('do not move the limit, however far they are', () => {
    const near = Array.from({ length: 50 }, (_, index) => 0.2 + (index % 10) / 100);
    const limit = outlierLimit(Float32Array.from([...near, 1]));
    expect(outlierLimit(Float32Array.from([...near, 50]))).toBeCloseTo(limit, 5);
  });

  it('are not found among beats that are all but the same', () => {
    expect(outlierLimit(Float32Array.of(0.01, 0.01, 0.01, 0.1))).toBeGreaterThan(0.1);
  });

  it('have no limit where there are no beats', () => {
    expect(outlierLimit(new Float32Array())).toBe(Infinity);
    expect(medianOf(Float32Array.of(4, 1, 3, 2))).toBe(2.5);
  });
});
