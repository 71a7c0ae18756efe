import { expect, it } from 'vitest';

import { priorOdds } from '../../../app/host/clinical/train-member.ts';

it('gives the odds between the natural and the shown mixture of classes', () => {
  const odds = priorOdds([900, 90, 10, 0, 0], [50, 40, 10, 0, 0]);
  expect(odds[0]).toBeCloseTo(0.9 / 0.5, 10);
  expect(odds[1]).toBeCloseTo(0.09 / 0.4, 10);
  expect(odds[2]).toBeCloseTo(0.01 / 0.1, 10);
  expect(odds.slice(3)).toEqual([1, 1]);
});
