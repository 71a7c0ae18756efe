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
  readonly corrected: number;
  readonly differing: number;
}

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions(database: Database) {
  const find = database.prepare<[string], Session>(
    `SELECT number, sessions.id, recording_id AS recordingId, run, beats, rate, frames
     FROM sessions JOIN recordings ON recordings.id = sessions.recording_id WHERE sessions.id = ?`,
  );
  const count = database.prepare(
    `UPDATE sessions SET class_n = class_n + ?, class_s = class_s + ?, class_v = class_v + ?, class_f = class_f + ?,
     class_q = class_q + ?, corrected = corrected + ?, differs = differs + ? WHERE number = ?`,
  );
  const state = database.prepare('UPDATE sessions SET analysis = ?, attention = ? WHERE id = ?');

  return {
    find(sessionId: string): Session {
      const session = find.get(sessionId);
      if (!session) throw new CaliperError('not-found', `There is no session "${sessionId}".`);
      return session;
    },
    count(session: number, change: CounterChange): void {
      count.run(...change.classes, change.corrected, change.differing, session);
    },
    setAnalysis(sessionId: string, analysis: string, attention: string | null): void {
      if (state.run(analysis, attention, sessionId).changes === 0) {
        throw new CaliperError('not-found', `There is no session "${sessionId}".`);
      }
    },
  };
}
