import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isInside, lassoMask, rectangle } from '../../../renderer/rhythm/lasso.ts';

/** Sixteenths of a millisecond: finer than any pixel or sample. */
const coordinate = fc.integer({ min: -32_000, max: 32_000 }).map((sixteenths) => sixteenths / 16);
const corner = fc.record({ x: coordinate, y: coordinate });

describe('a lasso', () => {
  test('holds the points inside a square and not those beside it', () => {
    const square = rectangle({ x: 0, y: 0 }, { x: 10, y: 10 });
    expect([...lassoMask([5, 15, 5, -1], [5, 5, 15, 5], square)]).toEqual([1, 0, 0, 0]);
  });

  test('leaves out the hollow of a horseshoe', () => {
    const horseshoe = [
      [0, 0],
      [30, 0],
      [30, 30],
      [20, 30],
      [20, 10],
      [10, 10],
      [10, 30],
      [0, 30],
    ].map(([x, y]) => ({ x: x!, y: y! }));
    expect([...lassoMask([5, 15, 25], [20, 20, 20], horseshoe)]).toEqual([1, 0, 1]);
  });

  test('never holds a beat without an interval', () => {
    const square = rectangle({ x: -1, y: -1 }, { x: 1, y: 1 });
    expect([...lassoMask([Number.NaN, 0], [0, Number.NaN], square)]).toEqual([0, 0]);
  });

  test('with fewer than three corners holds nothing', () => {
    expect([
      ...lassoMask(
        [0],
        [0],
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      ),
    ]).toEqual([0]);
  });

  test('decides by its grid as it would point by point', () => {
    fc.assert(
      fc.property(
        fc.array(corner, { minLength: 3, maxLength: 40 }),
        fc.array(corner, { minLength: 1, maxLength: 300 }),
        (polygon, points) => {
          const mask = lassoMask(
            points.map(({ x }) => x),
            points.map(({ y }) => y),
            polygon,
          );
          expect([...mask]).toEqual(points.map(({ x, y }) => (isInside(polygon, x, y) ? 1 : 0)));
        },
      ),
      { numRuns: 200 },
    );
  });
});
