import type { Database } from 'better-sqlite3';

import { beatClasses, type BeatClass } from '../contract/classes.ts';
import { maximumHistorySteps } from '../contract/corrections.ts';
import type { ChangeStep, StepAction } from '../contract/records.ts';

/** One reversible change as stored. */
export interface StepRow {
  readonly number: number;
  readonly session: number;
  /** The run whose beats it changed; null before the first analysis. */
  readonly run: number | null;
  readonly at: string;
  readonly by: string;
  readonly action: StepAction;
  /** The step that was undone or redone. */
  readonly target: number | null;
  /** The label that every beat has after it, or null when the beats got different ones. */
  readonly label: number | null;
  readonly from_label: number | null;
  readonly beats: number;
  readonly first_sample: number;
  readonly last_sample: number;
}

interface HistoryRow extends StepRow {
  readonly standing: number;
  /** JSON. */
  readonly kinds: string;
}

export type Steps = ReturnType<typeof createSteps>;

/** The history of a session, which only grows, and which of its steps stand. */
export function createSteps(database: Database) {
  const insert = database.prepare(
    `INSERT INTO steps (session, run, at, by, action, target, label, from_label, beats, first_sample, last_sample)
     VALUES (@session, @run, @at, @by, @action, @target, @label, @from_label, @beats, @first_sample, @last_sample)`,
  );
  const described = `SELECT steps.*,
      EXISTS (SELECT 1 FROM standing_steps WHERE session = steps.session AND step = number AND undone = 0) AS standing,
      (SELECT json_group_array(DISTINCT kind) FROM entry_changes WHERE step = number) AS kinds
    FROM steps`;
  const newest = database.prepare<[number], HistoryRow>(
    `${described} WHERE session = ? ORDER BY number DESC LIMIT ${maximumHistorySteps}`,
  );
  const one = database.prepare<[number], HistoryRow>(`${described} WHERE number = ?`);
  const stored = database.prepare<[number], StepRow>('SELECT * FROM steps WHERE number = ?');
  const push = database.prepare('INSERT INTO standing_steps (session, step) VALUES (?, ?)');
  const forgetUndone = database.prepare('UPDATE standing_steps SET undone = -undone WHERE session = ? AND undone > 0');
  const forgetBeats = database.prepare(
    `DELETE FROM standing_steps WHERE session = ?
     AND EXISTS (SELECT 1 FROM corrections WHERE corrections.step = standing_steps.step)`,
  );
  const mark = database.prepare('UPDATE standing_steps SET undone = ? WHERE session = ? AND step = ?');
  const isStanding = database
    .prepare<[number, number], number>('SELECT 1 FROM standing_steps WHERE session = ? AND step = ? AND undone = 0')
    .pluck();
  const takenBack = database
    .prepare<[number, number], number>('SELECT 1 FROM standing_steps WHERE session = ? AND step = ? AND undone <> 0')
    .pluck();
  const lastStanding = database
    .prepare<[number], number | null>('SELECT max(step) FROM standing_steps WHERE session = ? AND undone = 0')
    .pluck();
  const lastUndone = database.prepare<[number], { step: number; undone: number }>(
    'SELECT step, undone FROM standing_steps WHERE session = ? AND undone > 0 ORDER BY undone DESC LIMIT 1',
  );

  function describe(number: number): ChangeStep {
    return readStep(one.get(number)!);
  }

  return {
    /** @returns number of the new step */
    add: (step: Omit<StepRow, 'number'>): number => Number(insert.run(step).lastInsertRowid),
    row: (number: number): StepRow => stored.get(number)!,
    /** The step as it stands now. */
    describe,
    /** A new step stands; what was undone before it can no longer be redone. */
    push(session: number, step: number): void {
      forgetUndone.run(session);
      push.run(session, step);
    },
    /** Writes down which step took another one back; 0 lets it stand again. */
    mark(session: number, step: number, undoneBy: number): void {
      mark.run(undoneBy, session, step);
    },
    /** After this no change of beats can be undone or redone; entries can, and the history stays. */
    settleBeats(session: number): void {
      forgetBeats.run(session);
    },
    /** Whether a step was taken back and not repeated: what it wrote must not come back with a later step's undo. */
    wasTakenBack: (session: number, step: number): boolean => takenBack.get(session, step) !== undefined,
    isStanding: (session: number, step: number): boolean => isStanding.get(session, step) !== undefined,
    lastStanding: (session: number): number | null => lastStanding.get(session) ?? null,
    /** The step that was taken back last, and the step that did so. */
    lastUndone: (session: number): { step: number; undone: number } | null => lastUndone.get(session) ?? null,
    /** The newest steps, oldest first. */
    history(session: number): { steps: ChangeStep[]; canUndo: boolean; canRedo: boolean } {
      return {
        steps: newest.all(session).map(readStep).reverse(),
        canUndo: (lastStanding.get(session) ?? null) !== null,
        canRedo: lastUndone.get(session) !== undefined,
      };
    },
  };
}

function readStep(row: HistoryRow): ChangeStep {
  return {
    id: row.number,
    at: row.at,
    by: row.by,
    action: row.action,
    beats: row.beats,
    fromLabel: className(row.from_label),
    to: className(row.label),
    from: row.first_sample,
    until: row.last_sample,
    kinds: JSON.parse(row.kinds) as string[],
    target: row.target,
    standing: row.standing === 1,
  };
}

function className(label: number | null): BeatClass | null {
  return label === null ? null : (beatClasses[label] ?? null);
}
