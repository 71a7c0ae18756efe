import { describe, expect, it } from 'vitest';

import { bootstrapPatients } from '../../app/evaluation/bootstrap.ts';
import { accuracyOf, classStatistics } from '../../app/evaluation/class-statistics.ts';
import { classificationReport } from '../../app/evaluation/report.ts';
import { createRandom } from '../../app/signal/random.ts';

/** A patient with so many beats of N named N, and of N named S. */
function patient(right: number, wrong: number): number[][] {
  const matrix = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
  matrix[0]![0] = right;
  matrix[0]![1] = wrong;
  return matrix;
}

describe('the interval over patients', () => {
  it('is a point when all patients are alike', () => {
    const { accuracy } = bootstrapPatients([patient(9, 1), patient(9, 1), patient(9, 1)], { accuracy: accuracyOf });
    expect(accuracy).toEqual({ low: 0.9, high: 0.9 });
  });

  it('comes out the same for the same seed, and not for another', () => {
    const patients = [patient(5, 5), patient(9, 1), patient(1, 2)];
    const draw = (seed: number) => bootstrapPatients(patients, { accuracy: accuracyOf }, { seed, draws: 50 });
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('has the width of the normal theory for many like patients', () => {
    const random = createRandom(7);
    const patients = Array.from({ length: 400 }, () => (random.uniform() < 0.5 ? patient(1, 0) : patient(0, 1)));
    const { accuracy } = bootstrapPatients(patients, { accuracy: accuracyOf });
    expect(accuracy!.high - accuracy!.low).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 400), 2);
  });

  it('leaves out draws in which a figure is undefined', () => {
    const statistics = { 'S Se': classStatistics()['S Se']!, 'V Se': classStatistics()['V Se']! };
    const withS = patient(1, 0);
    withS[1]![1] = 3;
    const intervals = bootstrapPatients([withS, patient(1, 0)], statistics);
    expect(intervals['S Se']).toEqual({ low: 1, high: 1 });
    expect(intervals['V Se']).toBeNull();
  });

  it('needs two patients', () => {
    expect(() => bootstrapPatients([patient(1, 0)], { accuracy: accuracyOf })).toThrow('needs two or more, not 1');
  });
});

it('the statistics are those of the classification report', () => {
  const matrix = [
    [50, 3, 2, 1, 0],
    [4, 20, 1, 0, 0],
    [2, 1, 30, 2, 0],
    [1, 0, 3, 5, 0],
    [0, 0, 0, 0, 0],
  ];
  const report = classificationReport(matrix, null);
  const statistics = classStatistics();
  expect(statistics['accuracy']!(matrix)).toBe(report.accuracy);
  for (const name of ['N', 'S', 'V', 'F', 'Q'] as const) {
    const { f1, recall, precision } = report.classes[name];
    expect([`${name} F1`, `${name} Se`, `${name} +P`].map((key) => statistics[key]!(matrix))).toEqual([
      f1,
      recall,
      precision,
    ]);
  }
});
