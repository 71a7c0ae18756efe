import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { countCells, fillCells, opacityOf, paintCells } from '../../../renderer/rhythm/density.ts';

/** N green, V red, none blue. */
const paint = [
  [0, 200, 0],
  [9, 9, 9],
  [200, 0, 0],
  [9, 9, 9],
  [9, 9, 9],
  [0, 0, 200],
] as const;
const axes = { x: { from: 0, to: 100 }, y: { from: 0, to: 100 } };

describe('the density of beats', () => {
  test('counts every beat with a place once, also beyond the edges', () => {
    const place = fc.option(fc.double({ min: -50, max: 150, noNaN: true }), { nil: Number.NaN });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 200 }), (places) => {
        const points = {
          x: Float64Array.from(places, ([x]) => x),
          y: Float64Array.from(places, ([, y]) => y),
          labels: new Uint8Array(places.length),
        };
        const { counts } = countCells(points, { columns: 7, rows: 5, ...axes });
        const placed = places.filter(([x, y]) => !Number.isNaN(x) && !Number.isNaN(y));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(placed.length);
      }),
    );
  });

  test('has large values of y at the top', () => {
    const { counts } = countCells({ x: [1], y: [99], labels: Uint8Array.of(0) }, { columns: 1, rows: 2, ...axes });
    expect([counts[0], counts[6]]).toEqual([1, 0]);
  });

  test('of one ventricular beat among a thousand normal ones is tinted and not taken over', () => {
    const labels = new Uint8Array(1001);
    labels[500] = 2;
    const alike = new Float32Array(1001).fill(10);
    const density = countCells({ x: alike, y: alike, labels }, { columns: 1, rows: 1, ...axes });
    const [red, green] = paintCells(density, paint);
    expect(red).toBeGreaterThan(50);
    expect(green).toBeGreaterThan(red!);
  });

  test('leaves out what the mask leaves out', () => {
    const points = { x: [1, 1], y: [1, 1], labels: new Uint8Array(2) };
    expect(countCells(points, { columns: 1, rows: 1, ...axes }, Uint8Array.of(0, 1)).counts[0]).toBe(1);
  });

  test('is seen from one beat on, and grows darker with each', () => {
    expect(opacityOf(0, 100)).toBe(0);
    expect(opacityOf(1, 100)).toBeGreaterThan(0.25);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (count) => {
        expect(opacityOf(count + 1, 1000)).toBeGreaterThanOrEqual(opacityOf(count, 1000));
      }),
    );
  });

  test('paints a cell of one class in exactly its colour, also without a class', () => {
    for (const label of [0, 2, 255]) {
      const density = countCells({ x: [1], y: [1], labels: Uint8Array.of(label) }, { columns: 1, rows: 1, ...axes });
      expect([...paintCells(density, paint)].slice(0, 3)).toEqual([...paint[Math.min(label, 5)]!]);
    }
  });

  test('fills cells that hold a beat, and no other', () => {
    const density = countCells({ x: [1], y: [1], labels: Uint8Array.of(2) }, { columns: 2, rows: 1, ...axes });
    expect([...fillCells(density, [1, 2, 3])]).toEqual([1, 2, 3, 255, 0, 0, 0, 0]);
  });
});
