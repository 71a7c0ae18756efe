import { expect, test } from 'vitest';

import { worstQuality } from '../../../renderer/review/quality-bars.ts';

test('one bad second is seen among an hour of good ones', () => {
  const perSecond = new Uint8Array(3600).fill(95);
  perSecond[1801] = 3;
  const bars = worstQuality(perSecond, 120);
  expect(bars).toHaveLength(120);
  expect(bars.filter((value) => value === 3)).toHaveLength(1);
  expect(bars[60]).toBe(3);
});

test('a recording shorter than the track has a bar a second', () => {
  expect(worstQuality(Uint8Array.of(1, 2, 3), 120)).toEqual([1, 2, 3]);
  expect(worstQuality(new Uint8Array(0), 120)).toEqual([]);
});
