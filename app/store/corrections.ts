import type { Database } from 'better-sqlite3';

/** What a beat shows: label (254: no beat), source (index into labelSources), WFDB code (0: plain), the step it is from. */
export interface BeatState {
  readonly label: number;
  readonly source: number;
  readonly code: number;
  /** 0: from the run. */
  readonly step: number;
}

/** What a step did to one beat, as stored. */
export interface CorrectionRow {
  readonly sample: number;
  readonly from_label: number;
  readonly from_source: number;
  readonly from_code: number;
  readonly from_step: number;
  readonly to_label: number;
  readonly to_source: number;
  readonly to_code: number;
  readonly to_step: number;
}

export type Corrections = ReturnType<typeof createCorrections>;

/** Changes of beats, one row a beat and step. They are never changed or erased. */
export function createCorrections(database: Database) {
  const insert = database.prepare(
    `INSERT INTO corrections (step, sample, from_label, from_source, from_code, from_step, to_label, to_source, to_code,
       to_step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ofStep = database.prepare<[number], CorrectionRow>('SELECT * FROM corrections WHERE step = ? ORDER BY sample');
  const one = database.prepare<[number, number], CorrectionRow>(
    'SELECT * FROM corrections WHERE step = ? AND sample = ?',
  );
  return {
    at: (step: number, sample: number): CorrectionRow | null => one.get(step, sample) ?? null,
    /** @param toStep the step that the state after is from */
    add(step: number, sample: number, from: BeatState, to: Omit<BeatState, 'step'>, toStep: number): void {
      insert.run(step, sample, from.label, from.source, from.code, from.step, to.label, to.source, to.code, toStep);
    },
    ofStep: (step: number): CorrectionRow[] => ofStep.all(step),
  };
}
