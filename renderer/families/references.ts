import { beatClasses } from '../../app/contract/classes.ts';
import type { Family } from '../../app/contract/families.ts';

/** What a family is compared with: this patient's own commonest normal and ventricular beats. */
export interface Reference {
  readonly family: Family;
  readonly label: 'N' | 'V';
  readonly dash: readonly number[];
}

const dashes = { N: [6, 4], V: [1.5, 3] } as const;

/** The largest families of N and of V, less the family itself. */
export function referencesFor(family: Family, families: readonly Family[]): Reference[] {
  return (['N', 'V'] as const).flatMap((label) => {
    const index = beatClasses.indexOf(label);
    const largest = families
      .filter((other) => other.label === index)
      .reduce<Family | null>((best, other) => (best && best.count >= other.count ? best : other), null);
    return largest && largest.id !== family.id ? [{ family: largest, label, dash: dashes[label] }] : [];
  });
}
