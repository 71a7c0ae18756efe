import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { entropyWindow, slidingEntropy } from '../../../app/rhythm/events/irregularity.ts';

const rate = 1000;

/** The definition of Lake and Moorman, pair by pair. */
function plainEntropy(window: readonly number[], linked: readonly boolean[]): number {
  const mean = window.reduce((sum, length) => sum + length, 0) / window.length;
  for (let radius = 30; radius <= 3000; radius += 30) {
    let alike = 0;
    let twice = 0;
    for (let one = 0; one < window.length - 1; one++) {
      for (let other = one + 1; other < window.length - 1; other++) {
        if (!linked[one] || !linked[other] || Math.abs(window[one]! - window[other]!) >= radius) continue;
        alike++;
        if (Math.abs(window[one + 1]! - window[other + 1]!) < radius) twice++;
      }
    }
    if (twice >= 5) return -Math.log(twice / alike) + Math.log(2 * radius) - Math.log(mean);
  }
  return Number.NaN;
}

describe('sliding coefficient of sample entropy', () => {
  it('is the plain one of every window, for any intervals and gaps', () => {
    const interval = fc.tuple(fc.integer({ min: 300, max: 1500 }), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.array(interval, { minLength: entropyWindow, maxLength: entropyWindow + 30 }), (intervals) => {
        const lengths = intervals.map(([length, steady]) => (steady ? 800 : length));
        const linked = intervals.map(
          ([, steady, isLinked], index) => (steady || isLinked) && index < intervals.length - 1,
        );
        const sliding = slidingEntropy(Int32Array.from(lengths), Uint8Array.from(linked, Number), rate);
        for (let end = entropyWindow - 1; end < lengths.length; end++) {
          const from = end - entropyWindow + 1;
          const expected = plainEntropy(lengths.slice(from, end + 1), linked.slice(from, end + 1));
          if (Number.isNaN(expected)) expect(sliding[end]).toBeNaN();
          else expect(sliding[end]).toBeCloseTo(expected, 4);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('of perfectly regular intervals is the logarithm of the tolerance over the interval', () => {
    const entropy = slidingEntropy(new Int32Array(60).fill(800), new Uint8Array(60).fill(1), rate);
    expect(entropy[59]).toBeCloseTo(Math.log(60 / 800), 5);
  });

  it('of a recording shorter than a window is not known', () => {
    expect([...slidingEntropy(Int32Array.of(800, 800), Uint8Array.of(1, 1), rate)]).toEqual([Number.NaN, Number.NaN]);
  });
});
