import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { agreement } from '../../app/review/agreement.ts';
import { noBeat, pairReadings, type Reading } from '../../app/review/pair-readings.ts';

const reading = (beats: readonly (readonly [number, number])[]): Reading => ({
  samples: Int32Array.from(beats, ([sample]) => sample),
  labels: Uint8Array.from(beats, ([, label]) => label),
});
const anyReading = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.constantFrom(0, 1, 2, 3, 4, 255)), {
    selector: ([sample]) => sample,
    maxLength: 60,
  })
  .map((beats) => reading(beats.toSorted(([a], [b]) => a - b)));

describe('pairing the beats of two readers', () => {
  test('every beat of both readers is in one pair, in order of time', () => {
    fc.assert(
      fc.property(anyReading, anyReading, (first, second) => {
        const pairs = pairReadings(first, second, 54);
        expect([...pairs.first].filter((index) => index !== noBeat)).toEqual([...first.samples.keys()]);
        expect([...pairs.second].filter((index) => index !== noBeat)).toEqual([...second.samples.keys()]);
        pairs.first.forEach((index, pair) => {
          const other = pairs.second[pair]!;
          if (index === noBeat || other === noBeat) return;
          expect(Math.abs(first.samples[index]! - second.samples[other]!)).toBeLessThanOrEqual(54);
        });
      }),
    );
  });

  test('a beat goes with the nearer of two neighbours', () => {
    const pairs = pairReadings(
      reading([
        [100, 0],
        [140, 2],
      ]),
      reading([[138, 2]]),
      54,
    );
    expect([[...pairs.first], [...pairs.second]]).toEqual([
      [0, 1],
      [noBeat, 0],
    ]);
  });
});

describe('agreement of two readers', () => {
  test('kappa is what agreement exceeds chance by, of what it could', () => {
    // 58 of 200 agreed; the margins 100, 60, 40 and 80, 60, 60 agree in 35 % by chance: (.29 - .35) / (1 - .35).
    const table = [
      [50, 26, 24],
      [24, 4, 32],
      [6, 30, 4],
    ];
    const first: [number, number][] = [];
    const second: [number, number][] = [];
    let at = 0;
    table.forEach((row, a) =>
      row.forEach((count, b) => {
        for (let beat = 0; beat < count; beat++) {
          first.push([at, a]);
          second.push([at, b]);
          at += 100;
        }
      }),
    );
    const [one, two] = [reading(first), reading(second)];
    const found = agreement(one, two, pairReadings(one, two, 10));
    expect(found.kappa).toBeCloseTo(-0.06 / 0.65, 12);
    expect(found.agreed).toBe(58);
  });

  test('who agrees in everything has a kappa of 1, or none where there is one class only', () => {
    fc.assert(
      fc.property(anyReading, (one) => {
        const found = agreement(one, one, pairReadings(one, one, 54));
        const categories = new Set([...one.labels].map((label) => Math.min(5, label)));
        expect(found.agreed).toBe(found.beats);
        if (categories.size > 1) expect(found.kappa).toBeCloseTo(1, 12);
        else expect(found.kappa).toBeNull();
      }),
    );
  });

  test('a beat that only one reader has is a difference of its class', () => {
    const one = reading([
      [100, 2],
      [400, 0],
    ]);
    const two = reading([[400, 0]]);
    const found = agreement(one, two, pairReadings(one, two, 54));
    expect(found.confusion[2]![5]).toBe(1);
    expect(found.classes[2]).toMatchObject({ both: 0, differ: 1 });
    expect(found.beats).toBe(2);
  });
});
