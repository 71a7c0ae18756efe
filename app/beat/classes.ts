import type { BeatClassIndex } from '../contract/classes.ts';
import { notAnalysed } from '../contract/classes.ts';
import { codeOf } from '../formats/wfdb/codes.ts';

/**
 * Where escape beats count.
 *
 * "ec57": atrial (e), nodal (j) and supraventricular (n) escape beats are supraventricular, as ANSI/AAMI EC57 and the
 * program bxb have it. "aami": e and j are normal, as in de Chazal et al. 2004 and Kachuee et al. 2018.
 */
export const classMappings = ['ec57', 'aami'] as const;

export type ClassMapping = (typeof classMappings)[number];

/** Full names of the classes, in the order of `beatClasses`. */
export const beatClassNames = ['Normal', 'Supraventricular', 'Ventricular', 'Fusion', 'Unknown'] as const;

/** Symbols of the WFDB annotation codes of beats by class in EC57; every other code is no beat. */
const symbols = ['N L R B', 'a J A S j e n', 'V E r', 'F', '/ f Q ?'];
/** Escape beats that are normal in the "aami" mapping. */
const normalEscapes = 'e j';

function tableOf(mapping: ClassMapping): Uint8Array {
  const table = new Uint8Array(256).fill(notAnalysed);
  function assign(list: string, beatClass: BeatClassIndex): void {
    for (const symbol of list.split(' ')) table[codeOf(symbol) ?? 0] = beatClass;
  }
  symbols.forEach(assign);
  if (mapping === 'aami') assign(normalEscapes, 0);
  table[0] = notAnalysed;
  return table;
}

const tables = { ec57: tableOf('ec57'), aami: tableOf('aami') };

/** Class of a WFDB annotation code, or `notAnalysed` when the code is no beat (rhythm, noise, wave, flutter, comment). */
export function classOfCode(code: number, mapping: ClassMapping): BeatClassIndex {
  return tables[mapping][code] ?? notAnalysed;
}
