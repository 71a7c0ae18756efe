import type { ClassificationReport, ClassReport, ModelCard, ModelSummary } from '../../../app/contract/model-card.ts';

const confusion = [
  [17602, 272, 118, 108, 18],
  [62, 486, 6, 1, 1],
  [18, 6, 1402, 20, 2],
  [9, 0, 10, 143, 0],
  [8, 2, 4, 0, 1594],
];

/** A card with invented figures in the shape of a real one. */
export function sampleCard(id: string): ModelCard {
  if (id === 'clinical') return clinicalCard();
  const scored = id === 'seed';
  return {
    id,
    name: scored ? 'Seed study, seed 1' : 'Seed study, seed 2',
    architecture: 'seed',
    createdAt: '2026-11-20T09:12:00Z',
    codeVersion: '0.1.0',
    sha256: (scored ? '9f3c' : '41be').repeat(16),
    parameters: 620_229,
    bytes: 2_490_368,
    intendedUse:
      'Proposes a class for each beat for a person to confirm or correct. Research use only; not a medical device.',
    limitations: [
      'Training and test rows share patients: the test figures say nothing about patients never seen.',
      'One lead (MLII) at 120 Hz; other leads were never tried.',
    ],
    training: {
      protocol: 'seed',
      split: 'by beat: all 48 recordings are in training and in test',
      lead: 'MLII',
      mapping: 'EC57, e and j as N',
      dataSha256: 'a71e'.repeat(16),
      seed: scored ? 1 : 2,
      epochs: 30,
      batch: 32,
      learningRate: 0.001,
      bestEpoch: 27,
      seconds: 372,
      threads: 2,
      provider: 'cpu',
      before: [65_224, 2_001, 5_209, 577, 5_788],
      after: [10_000, 10_000, 10_000, 10_000, 10_000],
    },
    epochs: Array.from({ length: 30 }, (_, index) => ({
      epoch: index + 1,
      trainingLoss: 0.08 + 0.7 / (index + 1),
      trainingAccuracy: 0.98 - 0.3 / (index + 1),
      validationLoss: 0.11 + 0.6 / (index + 1),
      validationAccuracy: 0.972 - 0.25 / (index + 1),
      validationMacroF1: 0.86 - 0.4 / (index + 1),
      seconds: 12.4,
    })),
    test: scored ? reportOf(confusion) : null,
    seeds: [
      { seed: 1, accuracy: 0.9695, macroF1: 0.8647 },
      { seed: 2, accuracy: 0.9731, macroF1: 0.8702 },
      { seed: 3, accuracy: 0.9712, macroF1: 0.8618 },
    ],
  };
}

/** A card with all that a model for patients never seen says of itself. */
function clinicalCard(): ModelCard {
  const seed = sampleCard('seed');
  const report = reportOf(confusion);
  const small = reportOf([
    [1800, 12, 3, 1, 0],
    [20, 61, 0, 0, 0],
    [2, 0, 230, 4, 0],
    [1, 0, 2, 7, 0],
    [0, 0, 0, 0, 2],
  ]);
  const records = ['100', '103', '232'].map((record, index) => ({ record, report: index === 1 ? small : report }));
  return {
    ...seed,
    id: 'clinical',
    name: 'Clinical model',
    training: { ...seed.training, protocol: 'clinical', split: 'by patient' },
    operatingPoint: {
      strength: 0.65,
      temperature: 1.08,
      criterion: 'the greatest mean of the F1 of N, S and V',
      validation: small,
      validationRecords: [{ record: '101', report: small }],
    },
    testDetails: {
      records,
      without: [{ record: '232', report: small }],
      intervals: { accuracy: { low: 0.953, high: 0.986 }, 'S F1': { low: 0.2, high: 0.89 }, 'Q F1': null },
      members: [{ seed: 1, all: report, without: small }],
    },
    looks: [
      {
        at: '2026-11-22T14:31:28Z',
        what: 'Five networks and their mean.',
        why: 'First look.',
        decided: 'Everything, on patients of the training set.',
        result: 'Accuracy 97.1 %.',
      },
    ],
  };
}

export function sampleSummary(id: string, active: boolean): ModelSummary {
  const card = sampleCard(id);
  return {
    id,
    name: card.name,
    sha256: card.sha256,
    active,
    shipped: id === 'seed',
    createdAt: card.createdAt,
    accuracy: card.test?.accuracy ?? null,
    macroF1: card.test?.macroF1 ?? null,
  };
}

function reportOf(matrix: readonly (readonly number[])[]): ClassificationReport {
  const total = matrix.flat().reduce((sum, count) => sum + count, 0);
  const classes = matrix.map((row, index): ClassReport => {
    const support = row.reduce((sum, count) => sum + count, 0);
    const named = matrix.reduce((sum, other) => sum + other[index]!, 0);
    const precision = row[index]! / named;
    const recall = row[index]! / support;
    return { precision, recall, f1: (2 * precision * recall) / (precision + recall), support };
  });
  const average = (weights: readonly number[]): ClassReport => {
    const sum = weights.reduce((a, b) => a + b, 0);
    const of = (key: 'precision' | 'recall' | 'f1') =>
      classes.reduce((all, entry, index) => all + (entry[key] ?? 0) * weights[index]!, 0) / sum;
    return { precision: of('precision'), recall: of('recall'), f1: of('f1'), support: total };
  };
  const macro = average([1, 1, 1, 1, 1]);
  const [N, S, V, F, Q] = classes as [ClassReport, ClassReport, ClassReport, ClassReport, ClassReport];
  return {
    accuracy: matrix.reduce((sum, row, index) => sum + row[index]!, 0) / total,
    macroF1: macro.f1 ?? 0,
    balancedAccuracy: macro.recall ?? 0,
    ece: 0.013,
    classes: { N, S, V, F, Q },
    macro,
    weighted: average(classes.map((entry) => entry.support)),
    confusion: matrix.map((row) => [...row]),
  };
}
