import { beatClasses, notAnalysed } from '../contract/classes.ts';

/** How well families agree with labels that somebody gave the beats. */
export interface Purity {
  readonly families: number;
  /** Beats in families whose label is known. */
  readonly beats: number;
  /** Of those, beats whose label is the commonest one of their family. */
  readonly pure: number;
  /** Beats in no family whose label is known. */
  readonly singles: number;
}

/**
 * Counts beats that show the commonest label of their family (purity: Manning, Raghavan & Schütze, Introduction to Information
 * Retrieval, 2008, section 16.3).
 *
 * @param familyOf index of the family of each beat
 * @param none index that stands for no family
 * @param labels index into beatClasses of each beat, or `notAnalysed`
 */
export function purityOf(familyOf: ArrayLike<number>, none: number, labels: Uint8Array): Purity {
  const counts = new Map<number, number[]>();
  let singles = 0;
  for (let beat = 0; beat < labels.length; beat++) {
    const label = labels[beat]!;
    if (label === notAnalysed) continue;
    const family = familyOf[beat]!;
    if (family === none) {
      singles++;
      continue;
    }
    const known = counts.get(family) ?? beatClasses.map(() => 0);
    known[label]!++;
    counts.set(family, known);
  }
  let [beats, pure] = [0, 0];
  for (const family of counts.values()) {
    beats += family.reduce((sum, count) => sum + count, 0);
    pure += Math.max(...family);
  }
  return { families: counts.size, beats, pure, singles };
}
