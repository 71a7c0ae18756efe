import { classOfCode } from '../beat/classes.ts';
import { beatClasses, labelSources, notAnalysed } from '../contract/classes.ts';
import { lowerBound } from '../store/columns.ts';
import type { BeatQuery } from '../store/store.ts';
import { doubtfulFrom } from './decision.ts';
import type { SessionColumns } from './session-columns.ts';

const person = labelSources.indexOf('person');
const certain = 65_535 * (1 - doubtfulFrom);

/**
 * The nearest beat beside a sample whose class the model gave less than 0.8 and that no person has decided.
 *
 * @returns its position, or null when there is none in that direction
 */
export function findDoubtful(
  columns: SessionColumns,
  { sample, direction, label, differsFromFile }: Omit<BeatQuery, 'sessionId'>,
): number | null {
  const { samples, labels, sources, fileCodes } = columns;
  const step = direction === 'next' ? 1 : -1;
  let beat = step === 1 ? lowerBound(samples, sample + 1) : lowerBound(samples, sample) - 1;
  for (; beat >= 0 && beat < samples.length; beat += step) {
    if (sources[beat] === person || !isDoubtful(columns.probabilities, beat)) continue;
    if (label !== undefined && labels[beat] !== label) continue;
    if (differsFromFile) {
      const fileClass = classOfCode(fileCodes[beat]!, 'aami');
      if (fileClass === notAnalysed || labels[beat] === notAnalysed || fileClass === labels[beat]) continue;
    }
    return samples[beat]!;
  }
  return null;
}

/** Whether the largest of a beat's probabilities (x 65,535) is below 0.8; a beat that was not analysed is in no doubt. */
export function isDoubtful(probabilities: Uint16Array, beat: number): boolean {
  let largest = 0;
  for (let index = 0; index < beatClasses.length; index++)
    largest = Math.max(largest, probabilities[beat * beatClasses.length + index]!);
  return largest > 0 && largest < certain;
}
