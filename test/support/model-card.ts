import type { ModelCard } from '../../app/contract/model-card.ts';
import { classificationReport } from '../../app/evaluation/report.ts';

/** The card of a model of the study with invented figures: 30 epochs, the 25th kept, tested on the study's rows. */
export function inventedCard(): ModelCard {
  const matrix = [
    [17650, 250, 150, 58, 10],
    [60, 484, 10, 2, 0],
    [20, 8, 1400, 18, 2],
    [12, 1, 6, 143, 0],
    [6, 1, 3, 0, 1598],
  ];
  return {
    id: 'invented',
    name: 'Invented',
    architecture: 'seed',
    createdAt: '2026-01-01T00:00:00.000Z',
    codeVersion: 'test',
    sha256: '0'.repeat(64),
    parameters: 581_733,
    bytes: 2_330_000,
    intendedUse: 'For tests.',
    limitations: [],
    training: {
      protocol: 'seed',
      split: 'by beat',
      lead: 'first',
      mapping: 'aami',
      dataSha256: '0'.repeat(64),
      seed: 1,
      epochs: 30,
      batch: 32,
      learningRate: 0.001,
      bestEpoch: 25,
      seconds: 300,
      threads: 2,
      provider: 'cpu',
      before: [72_471, 2_223, 5_788, 641, 6_431],
      after: [10_000, 10_000, 10_000, 10_000, 10_000],
    },
    epochs: Array.from({ length: 30 }, (_, index) => ({
      epoch: index + 1,
      trainingLoss: 0.05 + 0.6 * Math.exp(-index / 5),
      trainingAccuracy: 0.99 - 0.2 * Math.exp(-index / 5),
      validationLoss: 0.08 + 0.5 * Math.exp(-index / 4),
      validationAccuracy: 0.975 - 0.1 * Math.exp(-index / 4),
      validationMacroF1: 0.87,
      seconds: 10,
    })),
    test: classificationReport(matrix, 0.012),
    seeds: [],
  };
}
