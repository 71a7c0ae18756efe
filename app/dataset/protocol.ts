import type { ClassMapping } from '../beat/classes.ts';
import type { RowShape } from '../beat/shape.ts';
import type { LabelledRows } from './rows.ts';

/** Ways to make a data set of the MIT-BIH records. */
export const protocols = ['seed', 'ds1ds2', 'clinical'] as const;

export type Protocol = (typeof protocols)[number];

/** What building a data set gives: its rows and what a reader must know about them. */
export interface BuiltDataset {
  readonly protocol: Protocol;
  readonly mapping: ClassMapping;
  readonly shape: RowShape;
  /** How recordings were divided, in one sentence; model cards repeat it. */
  readonly split: string;
  readonly splits: { readonly train: LabelledRows; readonly test: LabelledRows };
  /** What was done to the source on the way, one sentence an entry. */
  readonly log: readonly string[];
}
