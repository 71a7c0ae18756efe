import type { BeatClass } from '../../app/contract/classes.ts';

interface PaperRow {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Table I of "A Study of ECG Heartbeat Categorization Using Convolutional Neural Networks", as printed. */
export const paperTable: Readonly<Record<BeatClass | 'macro' | 'weighted', PaperRow>> = {
  N: { precision: 0.99, recall: 0.97, f1: 0.98 },
  S: { precision: 0.69, recall: 0.87, f1: 0.77 },
  V: { precision: 0.93, recall: 0.97, f1: 0.95 },
  F: { precision: 0.46, recall: 0.89, f1: 0.61 },
  Q: { precision: 0.98, recall: 0.99, f1: 0.99 },
  macro: { precision: 0.81, recall: 0.94, f1: 0.86 },
  weighted: { precision: 0.98, recall: 0.97, f1: 0.97 },
};

/** The paper's figures for the whole test set. */
export const paperTotals = { accuracy: 0.9722, macroF1: 0.86 };

/** The protocol of the paper: its figures stand beside those of models trained and scored by this protocol only. */
export const paperProtocol = 'seed';
