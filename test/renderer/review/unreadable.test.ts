import { expect, test } from 'vitest';

import { isWithin } from '../../../renderer/review/unreadable.ts';

const stretches = [
  { from: 100, to: 200 },
  { from: 200, to: 250 },
  { from: 400, to: 500 },
];

test('a stretch is unreadable as a whole only where stretches that touch cover all of it', () => {
  const asked = [
    { from: 100, to: 250 },
    { from: 150, to: 160 },
    { from: 50, to: 150 },
    { from: 240, to: 410 },
    { from: 400, to: 501 },
  ];
  expect(asked.map((stretch) => isWithin(stretch, stretches))).toEqual([true, true, false, false, false]);
});
