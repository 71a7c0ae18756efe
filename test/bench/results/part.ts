/** One line of the table in the README. */
export interface SummaryRow {
  /** Table of the README that the line belongs to. */
  readonly table: 'standard' | 'detector' | 'classes' | 'trust' | 'speed';
  readonly what: string;
  /** Split, lead, mapping, seeds: what the figure was measured under. */
  readonly protocol: string;
  readonly figure: string;
}

/** What a part measured. */
export interface Measured {
  /** The section of RESULTS.md, without its heading. */
  readonly text: string;
  readonly summary: readonly SummaryRow[];
  /** The same as numbers, for scripts. */
  readonly figures: unknown;
}

export interface PartContext {
  /** One line of progress, on standard error. */
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
  /** Train models that are not there yet. Takes hours on two cores. */
  readonly train: boolean;
}

/** One part of the results: it measures, and says in what words the numbers are shown. */
export interface ResultsPart {
  readonly title: string;
  /** @throws NotHere when what it needs is absent */
  measure(context: PartContext): Promise<Measured>;
}

/** A part cannot run; the message is a sentence that says why and what to do. */
export class NotHere extends Error {}
