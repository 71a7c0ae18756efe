import { expect, test } from 'vitest';

import { changePercent } from '../../../renderer/review/change-percent.ts';

test('an interval is compared with the mean in whole percent, with a printed sign', () => {
  expect([changePercent(536, 589), changePercent(700, 589), changePercent(589, 589)]).toEqual([
    '−9 %',
    '+19 %',
    '±0 %',
  ]);
});

test('without a mean there is nothing to compare with', () => {
  expect(changePercent(536, null)).toBe('');
});
