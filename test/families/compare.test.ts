import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { distanceOf, isLikeSized, leastSize, probeOf, productOf, sizeOf } from '../../app/families/compare.ts';
import { cutLength, shapeLength } from '../../app/families/grid.ts';

const cuts = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: cutLength, maxLength: cutLength });

function correlation(one: Float32Array, other: Float32Array): number {
  const probe = new Float32Array(shapeLength);
  probeOf(one, 1, 0, probe);
  return productOf(probe, other, 1) / sizeOf(other, 1);
}

describe('comparing shapes', () => {
  it('is blind to level and size, and finds every beat like itself', () => {
    fc.assert(
      fc.property(cuts, fc.double({ min: 0.5, max: 1.5, noNaN: true }), (values, factor) => {
        const cut = Float32Array.from(values);
        fc.pre(sizeOf(cut, 1) > leastSize);
        const other = cut.map((value) => value * factor + 0.7);
        expect(correlation(cut, other)).toBeCloseTo(1, 3);
      }),
    );
  });

  it('stays between -1 and 1 and does not depend on which shape comes first', () => {
    fc.assert(
      fc.property(cuts, cuts, (some, others) => {
        const [one, other] = [Float32Array.from(some), Float32Array.from(others)];
        fc.pre(sizeOf(one, 1) > leastSize && sizeOf(other, 1) > leastSize);
        expect(Math.abs(correlation(one, other))).toBeLessThanOrEqual(1.0001);
        expect(correlation(one, other)).toBeCloseTo(correlation(other, one), 4);
      }),
    );
  });

  it('calls a flat line no shape: its probe is zero and its distance far', () => {
    const probe = new Float32Array(shapeLength).fill(1);
    probeOf(new Float32Array(cutLength).fill(0.3), 1, 0, probe);
    expect(probe.every((value) => value === 0)).toBe(true);
    expect(distanceOf(1, 0, 3)).toBe(2);
  });

  it('counts another size as distance although the shape is the same', () => {
    expect(distanceOf(1, 2, 2)).toBe(0);
    expect(distanceOf(1, 4, 2)).toBeCloseTo(Math.log(2), 6);
    expect(isLikeSized(1, 1.7)).toBe(true);
    expect(isLikeSized(1.9, 1)).toBe(false);
  });
});
