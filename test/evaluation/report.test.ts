import { describe, expect, it } from 'vitest';

import { confusionMatrix } from '../../app/evaluation/confusion.ts';
import { classificationReport } from '../../app/evaluation/report.ts';

const matrix = [
  [17650, 250, 150, 58, 10],
  [60, 484, 10, 2, 0],
  [20, 8, 1400, 18, 2],
  [12, 1, 6, 143, 0],
  [6, 1, 3, 0, 1598],
];

/**
 * Golden values of scikit-learn 1.9.1: rows and columns of `matrix` written out as label lists t and p, then
 *   python3 -m venv v && v/bin/pip install scikit-learn
 *   classification_report(t, p, output_dict=True), accuracy_score(t, p), balanced_accuracy_score(t, p)
 */
const golden = {
  accuracy: 0.9718161885620318,
  balancedAccuracy: 0.9376041808250559,
  N: [0.994478251, 0.974169334, 0.984219038, 18118],
  S: [0.650537634, 0.870503597, 0.744615385, 556],
  V: [0.892288082, 0.966850829, 0.928074246, 1448],
  F: [0.647058824, 0.882716049, 0.746736292, 162],
  Q: [0.992546584, 0.993781095, 0.993163456, 1608],
  macro: [0.835381875, 0.937604181, 0.879361683, 21892],
  weighted: [0.976271124, 0.971816189, 0.973319765, 21892],
};

describe('classificationReport', () => {
  const report = classificationReport(matrix, 0.01);

  it.each(['N', 'S', 'V', 'F', 'Q'] as const)('gives class %s the figures of scikit-learn', (name) => {
    const { precision, recall, f1, support } = report.classes[name];
    [precision, recall, f1, support].forEach((value, index) => expect(value).toBeCloseTo(golden[name][index]!, 8));
  });

  it.each(['macro', 'weighted'] as const)('gives the %s average the figures of scikit-learn', (name) => {
    const { precision, recall, f1, support } = report[name];
    [precision, recall, f1, support].forEach((value, index) => expect(value).toBeCloseTo(golden[name][index]!, 8));
  });

  it('gives the accuracies of scikit-learn', () => {
    expect(report.accuracy).toBeCloseTo(golden.accuracy, 12);
    expect(report.balancedAccuracy).toBeCloseTo(golden.balancedAccuracy, 12);
    expect(report.macroF1).toBe(report.macro.f1);
  });

  it('leaves a ratio without a denominator undefined and out of the averages', () => {
    const labels = Uint8Array.of(0, 0, 0, 1);
    const predictions = Uint8Array.of(0, 0, 2, 0);
    const { classes, macro, balancedAccuracy } = classificationReport(confusionMatrix(labels, predictions), null);
    expect(classes.N).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 });
    expect(classes.S).toEqual({ precision: null, recall: 0, f1: 0, support: 1 });
    expect(classes.V).toEqual({ precision: 0, recall: null, f1: 0, support: 0 });
    expect(classes.F).toEqual({ precision: null, recall: null, f1: null, support: 0 });
    expect(macro.precision).toBeCloseTo(1 / 3);
    expect(macro.f1).toBeCloseTo(2 / 9);
    expect(balancedAccuracy).toBeCloseTo(1 / 3);
  });

  it('refuses to report on no beats', () => {
    expect(() => classificationReport(confusionMatrix(new Uint8Array(0), new Uint8Array(0)), null)).toThrow('no beats');
  });
});
