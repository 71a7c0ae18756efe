import { expect, test } from 'vitest';

import { recordScores, sortScores } from '../../../renderer/model/record-scores.ts';
import { sampleCard } from '../../support/sample/models.ts';

const { testDetails } = sampleCard('clinical');
const lines = recordScores(testDetails!.records);

test('a record counts its beats by class beside their F1', () => {
  expect(lines[1]).toMatchObject({ record: '103', supraventricular: 81, ventricular: 236, fusion: 10 });
  expect(lines[1]!.ventricularF1).toBeCloseTo(0.977, 3);
});

test('an F1 of beats that a record does not have is none, and comes last either way', () => {
  const [first, second] = lines;
  const without = { ...first!, record: 'none', fusionF1: null };
  for (const descending of [true, false]) {
    const sorted = sortScores([without, first!, second!], { column: 'fusionF1', descending });
    expect(sorted.at(-1)!.record).toBe('none');
  }
});

test('records are ordered as numbers', () => {
  const unordered = ['232', '99', '100'].map((record) => ({ ...lines[0]!, record }));
  const sorted = sortScores(unordered, { column: 'record', descending: false });
  expect(sorted.map(({ record }) => record)).toEqual(['99', '100', '232']);
});
