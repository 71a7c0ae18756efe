import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { Random } from '../signal/random.ts';

/** Row indices by class, ascending within a class. @throws CaliperError `invalid-input` for a label that is no class */
export function rowsByClass(labels: Uint8Array, rows?: Int32Array): number[][] {
  const byClass: number[][] = beatClasses.map(() => []);
  const count = rows?.length ?? labels.length;
  for (let position = 0; position < count; position++) {
    const row = rows ? rows[position]! : position;
    const members = byClass[labels[row] ?? -1];
    if (!members)
      throw new CaliperError('invalid-input', `Row ${row} has the label ${labels[row]}, which is no beat class.`);
    members.push(row);
  }
  return byClass;
}

/** Puts the values in random order, in place (Fisher and Yates; Durstenfeld 1964). */
export function shuffle(values: Int32Array | number[], random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const moved = values[last]!;
    values[last] = values[other]!;
    values[other] = moved;
  }
}

/**
 * Splits rows into a training and a validation part with the same share of every class.
 *
 * Each class gives `round(fraction x its rows)` rows, drawn without replacement, to validation.
 *
 * @param labels one class index a row
 * @param fraction share of each class for validation, 0 to 1 (1 excluded)
 * @returns row indices, ascending; the two parts are disjoint and together hold every row
 * @throws CaliperError `invalid-input`
 */
export function splitValidation(
  labels: Uint8Array,
  fraction: number,
  random: Random,
): { training: Int32Array; validation: Int32Array } {
  if (!(fraction >= 0 && fraction < 1)) {
    throw new CaliperError('invalid-input', `The validation share must lie in [0, 1), not ${fraction}.`);
  }
  const training: number[] = [];
  const validation: number[] = [];
  for (const members of rowsByClass(labels)) {
    shuffle(members, random);
    const held = Math.round(fraction * members.length);
    for (let position = 0; position < members.length; position++) {
      (position < held ? validation : training).push(members[position]!);
    }
  }
  return { training: Int32Array.from(training).sort(), validation: Int32Array.from(validation).sort() };
}
