import { classOfCode } from '../../beat/classes.ts';
import type { ClassMapping } from '../../beat/classes.ts';
import { notAnalysed } from '../../contract/classes.ts';
import { annotationCodes, isBeatCode } from '../../formats/wfdb/codes.ts';

/**
 * Rows and columns of a beat-by-beat matrix, ANSI/AAMI EC57 section 4: the five beat classes, then the two pseudo-beats.
 * O stands for "no beat here", X for "no beat here, and the side that has none says that the signal is unreadable".
 */
export const comparisonLabels = ['N', 'S', 'V', 'F', 'Q', 'O', 'X'] as const;

/** Index into {@link comparisonLabels}, or {@link uncounted}. */
export type LabelIndex = number;

export const labelCount = comparisonLabels.length;
/** Labels before this one are beats, the others pseudo-beats. */
export const beatLabelCount = 5;
export const missingBeat: LabelIndex = 5;
export const missingInShutdown: LabelIndex = 6;
/** Paired with a beat that is not to be counted: the end of the annotations, or a beat inside fibrillation. */
export const uncounted: LabelIndex = 7;

/** WFDB codes that the comparison programs treat apart, ecgcodes.h. */
export const specialCodes = {
  noise: 14,
  rhythm: 28,
  flutterWave: 31,
  fibrillationOn: 32,
  fibrillationOff: 33,
} as const;

const notPaired = 255;

function tableOf(mapping: ClassMapping): Uint8Array {
  const table = new Uint8Array(256).fill(notPaired);
  for (const { code } of annotationCodes) {
    if (!isBeatCode(code)) continue;
    const beatClass = classOfCode(code, mapping);
    table[code] = beatClass === notAnalysed ? missingBeat : beatClass;
  }
  table[specialCodes.flutterWave] = missingBeat;
  return table;
}

const tables = { ec57: tableOf('ec57'), aami: tableOf('aami') };

/**
 * Label under which an annotation takes part in the pairing, or null when it does not.
 *
 * As in the program bxb a flutter wave outside a marked episode takes part, but counts as no beat (O).
 */
export function pairingLabel(code: number, mapping: ClassMapping): LabelIndex | null {
  const label = tables[mapping][code] ?? notPaired;
  return label === notPaired ? null : label;
}

/** Whether a NOISE annotation's subtype says that no lead is readable (shutdown): bits 4 and 5 are set, annot(5). */
export function meansShutdown(subtype: number): boolean {
  return (subtype & 0x30) === 0x30;
}
