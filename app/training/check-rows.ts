import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ModelSpecification } from '../model/specification.ts';
import type { TrainingRows } from './request.ts';

/**
 * Checks that rows are what the specification says, and that what they bring along fits them.
 *
 * @throws CaliperError `invalid-input`
 */
export function checkRows(rows: TrainingRows, specification: ModelSpecification): void {
  const count = rows.labels.length;
  const width = specification.leads.length * specification.length;
  if (count === 0) throw new CaliperError('invalid-input', 'The data set has no rows to train on.');
  if (rows.beats.length !== count * width || rows.features.length !== count * specification.features.length)
    throw new CaliperError(
      'invalid-input',
      `The data set has ${count} labels, which do not match its ${rows.beats.length} samples and ${rows.features.length} features.`,
    );
  if (rows.labels.some((label) => label >= beatClasses.length))
    throw new CaliperError('invalid-input', 'The data set has a label that is no beat class.');
  if (!rows.beats.every(Number.isFinite) || !rows.features.every(Number.isFinite))
    throw new CaliperError('invalid-input', 'The data set has a sample that is not a number.');
  checkCompanions(rows, count);
}

function checkCompanions({ groups, synthetic, targets, validation, noise }: TrainingRows, count: number): void {
  const lengths = [
    ['groups', groups?.length, count],
    ['marks of synthetic rows', synthetic?.length, count],
    ['soft targets', targets?.length, count * beatClasses.length],
  ] as const;
  for (const [what, length, expected] of lengths)
    if (length !== undefined && length !== expected)
      throw new CaliperError('invalid-input', `The data set has ${length} ${what} for ${count} rows, not ${expected}.`);
  if (targets && !targets.every((value) => value >= 0 && value <= 1))
    throw new CaliperError('invalid-input', 'The data set has a soft target that is no probability.');
  if (noise && !noise.every(Number.isFinite))
    throw new CaliperError('invalid-input', 'The noise to mix in has a sample that is not a number.');
  if (validation && (validation.some((row) => row < 0 || row >= count) || new Set(validation).size < validation.length))
    throw new CaliperError('invalid-input', 'The held-out rows are not rows of the data set, or name one twice.');
}
