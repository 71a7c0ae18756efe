import { randomUUID } from 'node:crypto';

import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import type { ReaderRecord } from '../contract/readers.ts';
import type { SessionCounts, StoredReading } from './store.ts';

interface ReaderRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
}

interface CountsRow extends Pick<SessionCounts, 'sessionId' | 'review' | 'beats' | 'corrected'> {
  readonly class_n: number;
  readonly class_s: number;
  readonly class_v: number;
  readonly class_f: number;
  readonly class_q: number;
  readonly differs: number;
  readonly annotator: string | null;
}

/** Who may read, who reads now, and the blind readings of recordings. */
export function createReaders(database: Database) {
  const list = database.prepare<[], ReaderRow>('SELECT * FROM readers ORDER BY rowid');
  const byName = database.prepare<[string], ReaderRow>('SELECT * FROM readers WHERE name = ?');
  const insert = database.prepare('INSERT INTO readers (id, name, created_at) VALUES (?, ?, ?)');
  const byId = database.prepare<[string], ReaderRow>('SELECT * FROM readers WHERE id = ?');
  const choose = database.prepare('INSERT INTO reader_choices (reader_id, at) VALUES (?, ?)');
  const chosen = database.prepare<[], ReaderRow>(
    'SELECT readers.* FROM reader_choices JOIN readers ON id = reader_id ORDER BY number DESC LIMIT 1',
  );
  const readings = database.prepare<[string], StoredReading>(
    `SELECT id AS sessionId, reader, reading_state AS state, finished_at AS finishedAt, corrected AS decided
     FROM sessions WHERE recording_id = ? AND kind = 'reading' ORDER BY number`,
  );
  const ofSession = database.prepare<[string], StoredReading & { recordingId: string; kind: 'main' | 'reading' }>(
    `SELECT id AS sessionId, recording_id AS recordingId, kind, coalesce(reader, '') AS reader,
       coalesce(reading_state, 'open') AS state, finished_at AS finishedAt, corrected AS decided FROM sessions WHERE id = ?`,
  );
  const counts = database.prepare<[string], CountsRow>(
    `SELECT sessions.id AS sessionId, review, beats, class_n, class_s, class_v, class_f, class_q, corrected, differs, annotator
     FROM sessions LEFT JOIN runs ON runs.number = sessions.run WHERE sessions.id = ?`,
  );
  const main = database.prepare<[string], { run: number | null; corrected: number; name: string }>(
    `SELECT run, corrected, name FROM sessions JOIN recordings ON recordings.id = recording_id
     WHERE recording_id = ? AND kind = 'main'`,
  );
  const begin = database.prepare(
    `INSERT INTO sessions (id, recording_id, review, analysis, attention, run, beats, class_n, class_s, class_v, class_f,
       class_q, differs, kind, reader, reading_state)
     SELECT ?, recording_id, 'new', analysis, attention, run, beats, class_n, class_s, class_v, class_f, class_q, differs,
       'reading', ?, 'open' FROM sessions WHERE recording_id = ? AND kind = 'main'`,
  );
  const finish = database.prepare(
    `UPDATE sessions SET reading_state = 'finished', finished_at = ? WHERE id = ? AND reading_state = 'open'`,
  );
  const steps = database
    .prepare<[string], number>(
      `SELECT count(*) FROM steps JOIN sessions ON sessions.number = session WHERE recording_id = ? AND kind = 'reading'`,
    )
    .pluck();
  const cancel = database.prepare(`DELETE FROM sessions WHERE recording_id = ? AND kind = 'reading'`);

  const add = database.transaction((name: string): ReaderRecord => {
    if (byName.get(name)) throw new CaliperError('conflict', `There is a reader named ${name} already.`);
    const row = { id: randomUUID(), name, created_at: new Date().toISOString() };
    insert.run(row.id, row.name, row.created_at);
    return readerOf(row);
  });

  const beginBoth = database.transaction((recordingId: string, names: readonly [string, string]): void => {
    const session = main.get(recordingId);
    if (!session) throw new CaliperError('not-found', 'The library has no such recording.');
    const { name } = session;
    if (session.run === null) throw new CaliperError('conflict', `${name} has no beats yet: analyse it first.`);
    if (session.corrected > 0)
      throw new CaliperError(
        'conflict',
        `${name} was corrected already: two readers must both begin with the model's labels. Take the corrections back first.`,
      );
    if (readings.all(recordingId).length > 0)
      throw new CaliperError('conflict', `${name} is being read by two readers, or was.`);
    if (names[0].toLowerCase() === names[1].toLowerCase())
      throw new CaliperError('invalid-input', 'Choose two different readers.');
    for (const reader of names) {
      const row = byName.get(reader);
      if (!row) throw new CaliperError('not-found', `There is no reader named ${reader}: add the name first.`);
      begin.run(randomUUID(), row.name, recordingId);
    }
  });

  const cancelBoth = database.transaction((recordingId: string): void => {
    if ((steps.get(recordingId) ?? 0) > 0)
      throw new CaliperError('conflict', 'A reader has begun: what was read is kept, so this cannot be given up.');
    cancel.run(recordingId);
  });

  return {
    list: (): ReaderRecord[] => list.all().map(readerOf),
    add: (name: string): ReaderRecord => add.immediate(name),
    chosen(): ReaderRecord | null {
      const row = chosen.get();
      return row ? readerOf(row) : null;
    },
    choose(id: string): ReaderRecord {
      const row = byId.get(id);
      if (!row) throw new CaliperError('not-found', 'There is no such reader.');
      choose.run(id, new Date().toISOString());
      return readerOf(row);
    },
    readings: (recordingId: string): StoredReading[] => readings.all(recordingId),
    sessionOf(sessionId: string) {
      const row = ofSession.get(sessionId);
      if (!row) throw new CaliperError('not-found', `There is no session "${sessionId}".`);
      return row;
    },
    counts(sessionId: string): SessionCounts {
      const row = counts.get(sessionId);
      if (!row) throw new CaliperError('not-found', `There is no session "${sessionId}".`);
      const { review, beats, corrected } = row;
      return {
        sessionId: row.sessionId,
        review,
        beats,
        classes: [row.class_n, row.class_s, row.class_v, row.class_f, row.class_q],
        corrected,
        differsFromFile: row.annotator === null ? null : row.differs,
      };
    },
    begin: (recordingId: string, names: readonly [string, string]): void => beginBoth.immediate(recordingId, names),
    finish(sessionId: string): void {
      if (finish.run(new Date().toISOString(), sessionId).changes === 0)
        throw new CaliperError('conflict', 'This reading is finished already.');
    },
    cancel: (recordingId: string): void => cancelBoth.immediate(recordingId),
  };
}

function readerOf({ id, name, created_at }: ReaderRow): ReaderRecord {
  return { id, name, createdAt: created_at };
}
