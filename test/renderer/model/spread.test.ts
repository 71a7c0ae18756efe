import { expect, test } from 'vitest';

import { meanOf, spreadOf } from '../../../renderer/model/spread.ts';

test('mean and sample standard deviation of a textbook row', () => {
  expect(meanOf([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5);
  expect(spreadOf([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2.138, 3);
});

test('one run has no spread, and no run has no mean', () => {
  expect(spreadOf([0.97])).toBeNull();
  expect(meanOf([])).toBeNull();
});
