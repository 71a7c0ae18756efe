/** A line of a published table, to the two digits that were printed. */
export interface PublishedRow {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** Table I of "A Study of ECG Heartbeat Categorization Using Convolutional Neural Networks", on the study's test rows. */
export const studyTable = {
  accuracy: 0.9722,
  classes: {
    N: { precision: 0.99, recall: 0.97, f1: 0.98, support: 18_118 },
    S: { precision: 0.69, recall: 0.87, f1: 0.77, support: 556 },
    V: { precision: 0.93, recall: 0.97, f1: 0.95, support: 1_448 },
    F: { precision: 0.46, recall: 0.89, f1: 0.61, support: 162 },
    Q: { precision: 0.98, recall: 0.99, f1: 0.99, support: 1_608 },
  },
  macro: { precision: 0.81, recall: 0.94, f1: 0.86, support: 21_892 },
  weighted: { precision: 0.98, recall: 0.97, f1: 0.97, support: 21_892 },
} as const satisfies {
  accuracy: number;
  classes: Record<string, PublishedRow>;
  macro: PublishedRow;
  weighted: PublishedRow;
};
