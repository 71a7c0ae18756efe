import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { resampleHybrid } from '../../app/dataset/resample.ts';
import { createRandom } from '../../app/signal/random.ts';

const labelsArbitrary = fc.array(fc.nat(4), { minLength: 1, maxLength: 300 }).map((labels) => Uint8Array.from(labels));

function tally(labels: Uint8Array, rows: Int32Array): Map<number, number[]> {
  const rowsOf = new Map<number, number[]>();
  for (const row of rows) rowsOf.set(labels[row]!, [...(rowsOf.get(labels[row]!) ?? []), row]);
  return rowsOf;
}

describe('resampleHybrid', () => {
  it('brings every class that occurs to exactly the asked number of rows', () => {
    fc.assert(
      fc.property(labelsArbitrary, fc.integer({ min: 1, max: 80 }), fc.nat(), (labels, perClass, seed) => {
        const rows = Int32Array.from(labels.keys());
        const drawn = tally(labels, resampleHybrid(labels, rows, perClass, createRandom(seed)));
        expect([...drawn.keys()].sort()).toEqual([...new Set(labels)].sort());
        for (const members of drawn.values()) expect(members).toHaveLength(perClass);
      }),
    );
  });

  it('keeps every row of a class that it oversamples', () => {
    const labels = Uint8Array.from({ length: 30 }, (_, row) => (row < 25 ? 0 : 3));
    const drawn = resampleHybrid(labels, Int32Array.from(labels.keys()), 12, createRandom(5));
    expect(new Set(tally(labels, drawn).get(3))).toEqual(new Set([25, 26, 27, 28, 29]));
  });

  it('draws no row twice from a class that it undersamples', () => {
    const labels = new Uint8Array(500);
    const drawn = resampleHybrid(labels, Int32Array.from(labels.keys()), 400, createRandom(5));
    expect(new Set(drawn).size).toBe(400);
  });

  it('draws only from the rows it was given', () => {
    const labels = new Uint8Array(100);
    const rows = Int32Array.from({ length: 10 }, (_, position) => position * 7);
    const drawn = resampleHybrid(labels, rows, 50, createRandom(5));
    expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual([...rows]);
  });

  it('mixes the classes', () => {
    const labels = Uint8Array.from({ length: 200 }, (_, row) => (row < 100 ? 0 : 1));
    const drawn = resampleHybrid(labels, Int32Array.from(labels.keys()), 100, createRandom(5));
    const ones = drawn.subarray(0, 100).filter((row) => labels[row] === 1).length;
    expect(ones).toBeGreaterThan(30);
    expect(ones).toBeLessThan(70);
  });

  it('draws the same rows for the same seed and others for another', () => {
    const labels = new Uint8Array(50);
    const rows = Int32Array.from(labels.keys());
    const first = resampleHybrid(labels, rows, 20, createRandom(1));
    expect(resampleHybrid(labels, rows, 20, createRandom(1))).toEqual(first);
    expect(resampleHybrid(labels, rows, 20, createRandom(2))).not.toEqual(first);
  });

  it('refuses to draw no rows', () => {
    expect(() => resampleHybrid(new Uint8Array(1), Int32Array.of(0), 0, createRandom(1))).toThrow('Rows per class');
  });
});
