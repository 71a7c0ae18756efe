import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';

/** What every table group needs to know of a session. */
export interface Session {
  readonly number: number;
  readonly id: string;
  readonly recordingId: string;
  /** The current run, or null before the first analysis. */
  readonly run: number | null;
  readonly beats: number;
  readonly rate: number;
  readonly frames: number;
}

/** Changes of a session's counters; classes in the order of beatClasses. */
export interface CounterChange {
  readonly classes: readonly number[];
  readonly beats: number;
  readonly corrected: number;
  readonly differing: number;
}

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions(database: Database) {
  const find = database.prepare<[string], Session>(
    `SELECT number, sessions.id, recording_id AS recordingId, run, beats, rate, frames
     FROM sessions JOIN recordings ON recordings.id = sessions.recording_id WHERE sessions.id = ?`,
  );
  const id = database.prepare<[number], string>('SELECT id FROM sessions WHERE number = ?').pluck();
  const count = database.prepare(
    `UPDATE sessions SET class_n = class_n + ?, class_s = class_s + ?, class_v = class_v + ?, class_f = class_f + ?,
     class_q = class_q + ?, beats = beats + ?, corrected = corrected + ?, differs = differs + ? WHERE number = ?`,
  );
  const revision = database
    .prepare<[number], number>(
      `SELECT number FROM steps WHERE session = ?
       AND (beats > 0 OR EXISTS (SELECT 1 FROM entry_changes WHERE step = number AND kind = 'mark'))
       ORDER BY number DESC LIMIT 1`,
    )
    .pluck();
  const state = database.prepare('UPDATE sessions SET analysis = ?, attention = ? WHERE id = ?');

  return {
    find(sessionId: string): Session {
      const session = find.get(sessionId);
      if (!session) throw new CaliperError('not-found', `There is no session "${sessionId}".`);
      return session;
    },
    idOf: (session: number): string => id.get(session)!,
    count(session: number, change: CounterChange): void {
      count.run(...change.classes, change.beats, change.corrected, change.differing, session);
    },
    /** Number of the last step that changed beats or what can be read; 0 when there is none. */
    lastRevision: (session: number): number => revision.get(session) ?? 0,
    setAnalysis(sessionId: string, analysis: string, attention: string | null): void {
      if (state.run(analysis, attention, sessionId).changes === 0) {
        throw new CaliperError('not-found', `There is no session "${sessionId}".`);
      }
    },
  };
}
