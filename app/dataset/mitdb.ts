import { CaliperError } from '../contract/errors.ts';
import type { Recording } from '../signal/recording.ts';

/** The 48 records of the MIT-BIH Arrhythmia Database (Moody and Mark, IEEE Eng Med Biol 2001, 20:45), ascending. */
export const mitdbRecords: readonly string[] = (
  '100 101 102 103 104 105 106 107 108 109 111 112 113 114 115 116 117 118 119 121 122 123 124 200 ' +
  '201 202 203 205 207 208 209 210 212 213 214 215 217 219 220 221 222 223 228 230 231 232 233 234'
).split(' ');

/** Who was recorded: records 201 and 202 come from one patient, every other record from a patient of its own. */
export function mitdbPatient(record: string): string {
  return record === '202' ? '201' : record;
}

/** Opens a record of the database by name. */
export type RecordOpener = (name: string) => Promise<Recording>;

/** @throws CaliperError `unsupported` unless the recording has the database's rate and duration */
export function requireMitdb(recording: Recording): void {
  if (recording.rate !== 360 || recording.frames !== 650_000 || recording.leads.length !== 2) {
    throw new CaliperError(
      'unsupported',
      `Record ${recording.name} has ${recording.leads.length} lead(s), ${recording.frames} samples at ${recording.rate} Hz, ` +
        'not the 2 leads and 650,000 samples at 360 Hz of MIT-BIH 1.0.0; fetch the database again.',
    );
  }
}
