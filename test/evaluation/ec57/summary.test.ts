import { expect, test } from 'vitest';

import { compareBeats } from '../../../app/evaluation/ec57/compare-beats.ts';
import { beatFigures, sumComparisons, sumRuns } from '../../../app/evaluation/ec57/summary.ts';
import { annotationList } from '../../support/annotation-list.ts';

function compare(reference: string, test: string, rate = 100) {
  const settings = { rate, frames: 10_000, mapping: 'ec57', start: 0 } as const;
  return compareBeats(annotationList(reference), annotationList(test), settings);
}

test('gross counts every beat the same, average every record', () => {
  const half = compare('100V 300N', '300N');
  const whole = compare('100V 300V 500V', '100V 300V 500V');
  const { gross, average } = sumComparisons([half, whole]);
  expect(gross.veb.se).toBe(3 / 4);
  expect(average.veb.se).toBe(1 / 2);
  expect(gross.matrix[2]![2]).toBe(3);
});

test('a record without such beats is left out of the average, and never counts as 0 or 100 %', () => {
  const none = compare('100N', '100N');
  expect(beatFigures(none).veb).toMatchObject({ se: null, ppv: null });
  expect(sumComparisons([none, compare('100V', '100V')]).average.veb.se).toBe(1);
  expect(sumComparisons([none]).average.veb.se).toBeNull();
});

test('RR errors of records with different rates add up in milliseconds', () => {
  const slow = compare('100N 200N', '100N 201N', 100);
  const fast = compare('100N 200N', '100N 210N', 1000);
  expect(beatFigures(slow).rrError).toBeCloseTo(10, 12);
  expect(sumComparisons([slow, fast]).gross.rrError).toBeCloseTo(10, 12);
});

test('runs add up cell by cell', () => {
  const runs = { sensitivity: [[1, 2]], positivePredictivity: [[3, 4]] };
  expect(sumRuns([runs, runs])).toEqual({ sensitivity: [[2, 4]], positivePredictivity: [[6, 8]] });
});

test('no record is no summary', () => {
  expect(() => sumComparisons([])).toThrow('There is no record to sum up.');
});
