import { expect, it } from 'vitest';

import type { BulkPreview } from '../../../app/contract/families.ts';
import { changedCounts, lostClasses } from '../../../renderer/families/bulk-figures.ts';

const preview: BulkPreview = {
  changed: 61,
  from: [3, 0, 58, 0, 0],
  unchanged: 0,
  outliersLeftOut: 3,
  readLeftOut: 0,
  readChanged: 0,
  before: [1600, 7, 1238, 62, 0],
  after: [1597, 7, 1180, 123, 0],
  events: [
    { kind: 'ventricular-trigeminy', before: 49, after: 43 },
    { kind: 'ventricular-couplet', before: 379, after: 336 },
  ],
  meanProbability: 0.98,
  expectedErrors: 1.2,
};

it('a preview shows the classes that change, then the events, those that change most first', () => {
  expect(changedCounts(preview).map(({ kind }) => kind)).toEqual([
    'N',
    'V',
    'F',
    'ventricular-couplet',
    'ventricular-trigeminy',
  ]);
});

it('a preview names the labels that beats lose, the commonest first', () => {
  expect(lostClasses(preview)).toEqual(['V', 'N']);
});
