import { describe, expect, it } from 'vitest';

import { compareRuns } from '../../../app/evaluation/ec57/compare-runs.ts';
import { runStatistics } from '../../../app/evaluation/ec57/run-statistics.ts';
import { annotationList } from '../../support/annotation-list.ts';

/** At 100 Hz the window is 15 frames on either side. */
const setting = { rate: 100, frames: 10_000, mapping: 'ec57', start: 0 } as const;

function compare(reference: string, test: string, options: object = {}) {
  return compareRuns(annotationList(reference), annotationList(test), { ...setting, ...options });
}

/** [reference length, test length] of the runs behind the sensitivity matrix. */
function lengths(reference: string, test: string, kind: 'ventricular' | 'supraventricular' = 'ventricular') {
  return compare(reference, test)[kind].runs.sensitivity.map(({ row, column }) => [row, column]);
}

describe('ventricular runs', () => {
  it('are met with the longest run within 150 ms of them', () => {
    expect(lengths('100N 200V 300V 400V 500N', '100N 200V 300N 400V 500N')).toEqual([[3, 1]]);
    expect(lengths('100N 200V 300V 400N', '100N 200V 300V 316V 400N')).toEqual([[2, 2]]);
    expect(lengths('100N 200V 300V 400N', '100N 200V 300V 315V 400N')).toEqual([[2, 3]]);
  });

  it('contain fusion beats, and end at unknown beats and at unreadable signal', () => {
    expect(lengths('100V 200F 300N', '100V 200F 300N')).toEqual([[2, 2]]);
    expect(lengths('100V 200V 300Q 400V 500N', '')).toEqual([
      [2, 0],
      [1, 0],
    ]);
    expect(lengths('100V 200~48 300V 400N', '')).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('count as long when they are fibrillation, by mark or by rhythm', () => {
    expect(lengths('100[ 300] 400N', '150+(VFL 280+(N 400N')).toEqual([[6, 6]]);
    expect(lengths('100N 200V 300N', '50[ 300] 400N')).toEqual([[1, 6]]);
    expect(lengths('100N 200V 300N', '50[ 100] 400N')).toEqual([[1, 0]]);
  });

  it('end with the annotations, and do not count when they reach past the record', () => {
    expect(lengths('100N 200V 300V', '200V 300V')).toEqual([[2, 2]]);
    expect(compare('100N 200V 300V 400N', '', { frames: 350 }).ventricular.runs.sensitivity).toEqual([]);
  });
});

describe('supraventricular runs', () => {
  it('take normal beats in atrial fibrillation for ectopic ones', () => {
    expect(lengths('100N 190+(AFIB 200N 300N 390+(N 400N', '200A 300A 400N', 'supraventricular')).toEqual([[6, 2]]);
  });

  it('depend on where escape beats count', () => {
    const runs = compare('100N 200j 300j 400N', '', { mapping: 'aami' }).supraventricular.runs.sensitivity;
    expect(runs).toEqual([]);
    expect(lengths('100N 200j 300j 400N', '', 'supraventricular')).toEqual([[2, 0]]);
  });
});

it('the runs behind a cell say where they begin and end, on their own side', () => {
  const { sensitivity, positivePredictivity } = compare('100N 200V 300V 400N', '100N 205V 307N').ventricular.runs;
  expect(sensitivity).toEqual([{ row: 2, column: 1, first: 200, last: 300 }]);
  expect(positivePredictivity).toEqual([{ row: 1, column: 1, first: 205, last: 205 }]);
});

it('the five minutes left out may leave fibrillation going on', () => {
  const { sensitivity } = compare('100[ 400] 500N', '350V 500N', { start: 3 }).ventricular.runs;
  expect(sensitivity).toEqual([{ row: 6, column: 1, first: 300, last: 400 }]);
});

it('a side without annotations has no runs', () => {
  expect(compare('', '100V 200N').ventricular.runs.sensitivity).toEqual([]);
  expect(compare('100V 200N', '100V 200N', { start: 3 }).ventricular.runs.sensitivity).toEqual([]);
});

it('a couplet is found by any run of two or more, a long run only by a long one', () => {
  const longAndCouplet = '100V 200V 300V 400V 500V 600V 700N 800V 900V 1000N';
  const shorter = '100V 200V 300V 400V 500V 600N 700N 800V 900V 950V 1000N';
  const { couplets, shortRuns, longRuns } = runStatistics(compare(longAndCouplet, shorter).ventricular);
  expect(couplets.sensitivity).toEqual({ part: 1, whole: 1 });
  expect(longRuns.sensitivity).toEqual({ part: 0, whole: 1 });
  expect(shortRuns.positivePredictivity).toEqual({ part: 1, whole: 2 });
});

it('a search begins with the annotation at which the file was left before, as in rxr', () => {
  // Pass 3 looks for SVE runs in the test file, which pass 2 has left at its last annotation: fibrillation begins there.
  const { supraventricular, ventricular } = compare('100N 200A 300N 400N', '100N 200N 300+(N 900+(AFIB');
  expect(ventricular.runs.sensitivity).toEqual([]);
  expect(supraventricular.runs.sensitivity).toEqual([{ row: 1, column: 6, first: 200, last: 200 }]);
});
