import { beatClasses, type BeatClass } from './classes.ts';

/** A WFDB annotation code of a beat: number and symbol as in annot(5), and the class that it counts to in ANSI/AAMI EC57. */
export interface BeatCode {
  readonly code: number;
  /** One character; upper and lower case are different codes. */
  readonly symbol: string;
  readonly label: BeatClass;
}

/** Every beat code that a reader can give, the plain one of each class first in it. */
export const beatCodes = [
  { code: 1, symbol: 'N', label: 'N' },
  { code: 2, symbol: 'L', label: 'N' },
  { code: 3, symbol: 'R', label: 'N' },
  { code: 25, symbol: 'B', label: 'N' },
  { code: 9, symbol: 'S', label: 'S' },
  { code: 8, symbol: 'A', label: 'S' },
  { code: 4, symbol: 'a', label: 'S' },
  { code: 7, symbol: 'J', label: 'S' },
  { code: 11, symbol: 'j', label: 'S' },
  { code: 34, symbol: 'e', label: 'S' },
  { code: 35, symbol: 'n', label: 'S' },
  { code: 5, symbol: 'V', label: 'V' },
  { code: 10, symbol: 'E', label: 'V' },
  { code: 41, symbol: 'r', label: 'V' },
  { code: 6, symbol: 'F', label: 'F' },
  { code: 13, symbol: 'Q', label: 'Q' },
  { code: 12, symbol: '/', label: 'Q' },
  { code: 38, symbol: 'f', label: 'Q' },
] as const satisfies readonly BeatCode[];

const byCode = new Map<number, BeatCode>(beatCodes.map((beat) => [beat.code, beat]));

/** Symbol of a beat code, or '' where the number is none of {@link beatCodes}. */
export function symbolOfBeat(code: number): string {
  return byCode.get(code)?.symbol ?? '';
}

/** The code that stands for a class where nobody was more precise. */
export function plainCode(label: BeatClass): number {
  return beatCodes.find((beat) => beat.label === label)?.code ?? 0;
}

/** The same for every class, in the order of `beatClasses`. */
export const plainCodes: readonly number[] = beatClasses.map(plainCode);
