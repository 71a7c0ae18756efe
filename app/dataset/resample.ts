import { CaliperError } from '../contract/errors.ts';
import type { Random } from '../signal/random.ts';
import { rowsByClass, shuffle } from './split.ts';

/**
 * Hybrid resampling of the study: every class that occurs is brought to exactly `perClass` rows.
 *
 * Larger classes are undersampled at random without replacement. Smaller classes keep every row once and are filled up
 * with rows drawn at random with replacement. A class without rows stays empty.
 *
 * @param labels one class index a row of the whole set
 * @param rows the rows to draw from (the training part; validation rows must be split off first)
 * @returns row indices in random order, `perClass` of each class
 * @throws CaliperError `invalid-input`
 */
export function resampleHybrid(labels: Uint8Array, rows: Int32Array, perClass: number, random: Random): Int32Array {
  if (!Number.isInteger(perClass) || perClass < 1) {
    throw new CaliperError('invalid-input', `Rows per class must be a whole number from 1 on, not ${perClass}.`);
  }
  const drawn: number[] = [];
  for (const members of rowsByClass(labels, rows)) {
    if (members.length === 0) continue;
    shuffle(members, random);
    const kept = Math.min(perClass, members.length);
    for (let position = 0; position < kept; position++) drawn.push(members[position]!);
    for (let extra = kept; extra < perClass; extra++) drawn.push(members[random.integer(members.length)]!);
  }
  const result = Int32Array.from(drawn);
  shuffle(result, random);
  return result;
}
