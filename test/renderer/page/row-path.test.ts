import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { rowLine } from '../../../renderer/page/row-path.ts';
import { invalidSample } from '../../../renderer/waveform/trace-slice.ts';

interface Drawn {
  readonly moves: number;
  readonly points: { x: number; y: number }[];
}

/** Draws extremes as a row of one pixel a bucket, y being the value. */
function draw(extremes: readonly number[], colourAt: (frame: number) => number = () => 0): Drawn[] {
  const paths = [0, 1].map(() => ({ moves: 0, points: [] as { x: number; y: number }[] }));
  const buckets = extremes.length / 2;
  rowLine(
    paths.map((path) => ({
      moveTo: (x: number, y: number) => {
        path.moves += 1;
        path.points.push({ x, y });
      },
      lineTo: (x: number, y: number) => void path.points.push({ x, y }),
    })),
    {
      slice: { kind: 'extremes', from: 0, to: buckets, values: [Int32Array.from(extremes)] },
      lead: 0,
      from: 0,
      to: buckets,
      left: 0,
      pixelsPerFrame: 1,
      devicePixelRatio: 1,
      y: (value) => value,
      colourAt,
    },
  );
  return paths;
}

describe('the line of a row', () => {
  test('reaches the minimum and the maximum of every bucket: no peak is lost', () => {
    const bucket = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.nat(500));
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 1, maxLength: 60 }), (buckets) => {
        const extremes = buckets.flatMap(([low, height]) => [low, low + height]);
        const { points } = draw(extremes)[0]!;
        buckets.forEach(([low, height], index) => {
          const here = points.filter(({ x }) => x === index + 0.5).map(({ y }) => y);
          expect(Math.min(...here)).toBe(low);
          expect(Math.max(...here)).toBe(low + height);
        });
      }),
    );
  });

  test('stays open where there is no signal', () => {
    const [path] = draw([0, 1, invalidSample, invalidSample, 2, 3]);
    expect(path!.moves).toBe(2);
    expect(path!.points.some(({ x }) => x === 1.5)).toBe(false);
  });

  test('goes on in another colour where it ended in the one before', () => {
    const [normal, ectopic] = draw([0, 10, 10, 20, 20, 30], (frame) => (frame > 1 ? 1 : 0));
    expect(ectopic!.points[0]).toEqual(normal!.points.at(-1));
  });
});
