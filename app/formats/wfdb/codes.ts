/** One WFDB annotation code: number, symbol and meaning as in ecgcodes.h and the table of annot(5). */
export interface AnnotationCode {
  readonly code: number;
  /** What rdann prints and people type, e.g. "V"; "[15]" for codes without a symbol of their own. */
  readonly symbol: string;
  readonly description: string;
  /** True where the annotation marks a QRS complex. `!` (a flutter wave) does not. */
  readonly isBeat: boolean;
}

const beats: readonly (readonly [number, string, string])[] = [
  [1, 'N', 'Normal beat'],
  [2, 'L', 'Left bundle branch block beat'],
  [3, 'R', 'Right bundle branch block beat'],
  [4, 'a', 'Aberrated atrial premature beat'],
  [5, 'V', 'Premature ventricular contraction'],
  [6, 'F', 'Fusion of ventricular and normal beat'],
  [7, 'J', 'Nodal (junctional) premature beat'],
  [8, 'A', 'Atrial premature contraction'],
  [9, 'S', 'Premature or ectopic supraventricular beat'],
  [10, 'E', 'Ventricular escape beat'],
  [11, 'j', 'Nodal (junctional) escape beat'],
  [12, '/', 'Paced beat'],
  [13, 'Q', 'Unclassifiable beat'],
  [25, 'B', 'Left or right bundle branch block beat'],
  [30, '?', 'Beat not classified during learning'],
  [34, 'e', 'Atrial escape beat'],
  [35, 'n', 'Supraventricular escape beat'],
  [38, 'f', 'Fusion of paced and normal beat'],
  [41, 'r', 'R-on-T premature ventricular contraction'],
];

const marks: readonly (readonly [number, string, string])[] = [
  [0, ' ', 'Not a QRS complex'],
  [14, '~', 'Change in signal quality'],
  [16, '|', 'Isolated QRS-like artifact'],
  [18, 's', 'ST segment change'],
  [19, 'T', 'T-wave change'],
  [20, '*', 'Systole'],
  [21, 'D', 'Diastole'],
  [22, '"', 'Comment annotation'],
  [23, '=', 'Measurement annotation'],
  [24, 'p', 'P-wave peak'],
  [26, '^', 'Pacer spike without capture'],
  [27, 't', 'T-wave peak'],
  [28, '+', 'Rhythm change'],
  [29, 'u', 'U-wave peak'],
  [31, '!', 'Ventricular flutter wave'],
  [32, '[', 'Start of ventricular flutter or fibrillation'],
  [33, ']', 'End of ventricular flutter or fibrillation'],
  [36, '@', 'Link to external data'],
  [37, 'x', 'Non-conducted P wave (blocked atrial premature contraction)'],
  [39, '(', 'Waveform onset'],
  [40, ')', 'Waveform end'],
];

/** Highest annotation code; 50 to 63 are reserved for the file format itself. */
export const lastAnnotationCode = 49;

function buildTable(): readonly AnnotationCode[] {
  const table: AnnotationCode[] = [];
  for (let code = 0; code <= lastAnnotationCode; code++) {
    table.push({ code, symbol: `[${code}]`, description: 'Reserved', isBeat: false });
  }
  for (const [code, symbol, description] of beats) table[code] = { code, symbol, description, isBeat: true };
  for (const [code, symbol, description] of marks) table[code] = { code, symbol, description, isBeat: false };
  return table;
}

/** All codes, 0 to 49, by number. */
export const annotationCodes: readonly AnnotationCode[] = buildTable();

const codeBySymbol = new Map(annotationCodes.map((entry) => [entry.symbol, entry.code]));

/** Symbol of a code; "[n]" for numbers without one. */
export function symbolOf(code: number): string {
  return annotationCodes[code]?.symbol ?? `[${code}]`;
}

/** Code of a symbol, or null where no code has it. */
export function codeOf(symbol: string): number | null {
  return codeBySymbol.get(symbol) ?? null;
}

/** True where an annotation with this code marks a QRS complex. */
export function isBeatCode(code: number): boolean {
  return annotationCodes[code]?.isBeat ?? false;
}
