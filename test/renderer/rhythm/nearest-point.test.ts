import { describe, expect, test } from 'vitest';

import { nearestPoint } from '../../../renderer/rhythm/nearest-point.ts';

const points = { x: [100, 110, Number.NaN], y: [100, 100, 100], labels: new Uint8Array(3) };

describe('a click beside beats', () => {
  test('takes the nearest of them', () => {
    expect([...nearestPoint(points, { x: 107, y: 100 }, { x: 1, y: 1 })]).toEqual([0, 1, 0]);
  });

  test('takes none that is more than eight pixels away', () => {
    expect([...nearestPoint(points, { x: 105, y: 110 }, { x: 1, y: 1 })]).toEqual([0, 0, 0]);
    expect([...nearestPoint(points, { x: 105, y: 110 }, { x: 10, y: 10 })]).toContain(1);
  });
});
