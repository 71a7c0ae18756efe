import { beatClasses } from '../contract/classes.ts';
import type { ClassCounts } from '../contract/records.ts';

/** Rows of each class, in the order of `beatClasses`; labels that are no class are not counted. */
export function countClasses(labels: Uint8Array): ClassCounts {
  const counts: ClassCounts = [0, 0, 0, 0, 0];
  for (const label of labels) if (label < beatClasses.length) counts[label]!++;
  return counts;
}

/** Counts by class letter, as the command line prints them. */
export function namedCounts(counts: ClassCounts): Record<(typeof beatClasses)[number], number> {
  return { N: counts[0], S: counts[1], V: counts[2], F: counts[3], Q: counts[4] };
}
