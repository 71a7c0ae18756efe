import { beatClasses } from '../contract/classes.ts';
import { noBeat, type PairedReadings, type Reading } from './pair-readings.ts';

/** The five classes, and behind them "no beat": a reader has none where the other has one, or has not named it. */
export const agreementCategories = beatClasses.length + 1;
const none = beatClasses.length;

/** How far two readers agree. */
export interface Agreement {
  /** Rows: first reader, columns: second; categories in the order of {@link agreementCategories}. */
  readonly confusion: readonly (readonly number[])[];
  readonly beats: number;
  readonly agreed: number;
  /** Cohen's kappa over all categories; null where chance alone would agree always. */
  readonly kappa: number | null;
  /** Each class against all others. */
  readonly classes: readonly ClassAgreement[];
}

export interface ClassAgreement {
  /** Beats that both, and that only one of the two, put in the class. */
  readonly both: number;
  readonly differ: number;
  readonly kappa: number | null;
}

/** Category of the beat at `index` of a reading. */
export function categoryOf(reading: Reading, index: number): number {
  if (index === noBeat) return none;
  return Math.min(none, reading.labels[index]!);
}

/**
 * Agreement of two readers on paired beats: Cohen's kappa (Cohen 1960), (po - pe) / (1 - pe), over all categories and for each
 * class against the rest.
 */
export function agreement(first: Reading, second: Reading, pairs: PairedReadings): Agreement {
  const confusion = Array.from({ length: agreementCategories }, () => new Array<number>(agreementCategories).fill(0));
  for (let pair = 0; pair < pairs.first.length; pair++) {
    const row = confusion[categoryOf(first, pairs.first[pair]!)]!;
    row[categoryOf(second, pairs.second[pair]!)]!++;
  }
  const beats = pairs.first.length;
  const rows = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = confusion.map((_, index) => confusion.reduce((sum, row) => sum + row[index]!, 0));
  const diagonal = confusion.map((row, index) => row[index]!);
  const agreed = diagonal.reduce((sum, count) => sum + count, 0);
  const byChance = rows.reduce((sum, count, index) => sum + count * columns[index]!, 0);
  return {
    confusion,
    beats,
    agreed,
    kappa: cohen(agreed, byChance, beats),
    classes: beatClasses.map((_, index) => {
      const both = diagonal[index]!;
      const differ = rows[index]! + columns[index]! - 2 * both;
      const chance = rows[index]! * columns[index]! + (beats - rows[index]!) * (beats - columns[index]!);
      return { both, differ, kappa: cohen(beats - differ, chance, beats) };
    }),
  };
}

/** Kappa from the agreed beats and the sum of products of the margins; null where it is not defined. */
function cohen(agreed: number, byChance: number, beats: number): number | null {
  const most = beats * beats;
  return beats === 0 || byChance === most ? null : (agreed * beats - byChance) / (most - byChance);
}
