import type { Database } from 'better-sqlite3';

import { maximumHistorySteps } from '../contract/corrections.ts';
import { beatClasses } from '../contract/classes.ts';
import type { ChangeStep } from '../contract/records.ts';

/** One reversible change as stored. */
export interface StepRow {
  readonly number: number;
  readonly session: number;
  readonly run: number;
  readonly at: string;
  readonly by: string;
  readonly action: ChangeStep['action'];
  /** The step that was undone or redone. */
  readonly target: number | null;
  /** The label given to every beat, or null when the beats got different ones. */
  readonly label: number | null;
  readonly beats: number;
  readonly first_sample: number;
  readonly last_sample: number;
}

export interface CorrectionRow {
  readonly sample: number;
  readonly from_label: number;
  readonly from_source: number;
  readonly to_label: number;
  readonly to_source: number;
}

export type Steps = ReturnType<typeof createSteps>;

/** The history of corrections, which only grows, and which of its steps stand. */
export function createSteps(database: Database) {
  const insert = database.prepare(
    `INSERT INTO steps (session, run, at, by, action, target, label, beats, first_sample, last_sample)
     VALUES (@session, @run, @at, @by, @action, @target, @label, @beats, @first_sample, @last_sample)`,
  );
  const insertCorrection = database.prepare(
    'INSERT INTO corrections (step, sample, from_label, from_source, to_label, to_source) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const corrections = database.prepare<[number], CorrectionRow>(
    'SELECT sample, from_label, from_source, to_label, to_source FROM corrections WHERE step = ? ORDER BY sample',
  );
  const newest = database.prepare<[number], StepRow>(
    `SELECT * FROM steps WHERE session = ? ORDER BY number DESC LIMIT ${maximumHistorySteps}`,
  );
  const push = database.prepare('INSERT INTO standing_steps (session, step) VALUES (?, ?)');
  const forgetUndone = database.prepare('DELETE FROM standing_steps WHERE session = ? AND undone = 1');
  const forgetAll = database.prepare('DELETE FROM standing_steps WHERE session = ?');
  const mark = database.prepare('UPDATE standing_steps SET undone = ? WHERE session = ? AND step = ?');
  const lastStanding = database
    .prepare<[number], number | null>('SELECT max(step) FROM standing_steps WHERE session = ? AND undone = 0')
    .pluck();
  const firstUndone = database
    .prepare<[number], number | null>('SELECT min(step) FROM standing_steps WHERE session = ? AND undone = 1')
    .pluck();

  function standing(session: number): number | null {
    return lastStanding.get(session) ?? null;
  }

  function undone(session: number): number | null {
    return firstUndone.get(session) ?? null;
  }

  return {
    add(step: Omit<StepRow, 'number'>): StepRow {
      return { ...step, number: Number(insert.run(step).lastInsertRowid) };
    },
    addCorrection(
      step: number,
      change: { sample: number; fromLabel: number; fromSource: number; toLabel: number; toSource: number },
    ): void {
      insertCorrection.run(step, change.sample, change.fromLabel, change.fromSource, change.toLabel, change.toSource);
    },
    corrections: (step: number): CorrectionRow[] => corrections.all(step),
    /** A new step stands; what was undone before it can no longer be redone. */
    push(session: number, step: number): void {
      forgetUndone.run(session);
      push.run(session, step);
    },
    mark(session: number, step: number, undone: boolean): void {
      mark.run(Number(undone), session, step);
    },
    /** After this no step of the session can be undone or redone; the history stays. */
    settle(session: number): void {
      forgetAll.run(session);
    },
    lastStanding: standing,
    firstUndone: undone,
    /** The newest steps, oldest first. */
    history(session: number): { steps: ChangeStep[]; canUndo: boolean; canRedo: boolean } {
      return {
        steps: newest.all(session).map(readStep).reverse(),
        canUndo: standing(session) !== null,
        canRedo: undone(session) !== null,
      };
    },
  };
}

export function readStep(row: StepRow): ChangeStep {
  return {
    id: row.number,
    at: row.at,
    by: row.by,
    beats: row.beats,
    to: row.label === null ? null : (beatClasses[row.label] ?? null),
    action: row.action,
    from: row.first_sample,
    until: row.last_sample,
    fromLabel: null,
    kinds: [],
    target: row.target,
    standing: false,
  };
}
