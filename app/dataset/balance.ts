import type { Random } from '../signal/random.ts';
import { resampleHybrid } from './resample.ts';
import type { LabelledRows } from './rows.ts';
import { selectRows } from './select.ts';

/**
 * Draws the same number of rows of every class, as Kachuee et al. 2018 did for their test (about 819 a class).
 *
 * A class with enough rows gives them without replacement; one with fewer gives each once and is filled up with replacement
 * (in the study's test rows S and F), for leaving it smaller would not be balanced. A class without rows stays empty.
 *
 * @throws CaliperError `invalid-input`
 */
export function balanceRows(rows: LabelledRows, perClass: number, random: Random): LabelledRows {
  const all = Int32Array.from(rows.labels.keys());
  return selectRows(rows, resampleHybrid(rows.labels, all, perClass, random));
}
