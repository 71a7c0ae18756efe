import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import type { RecordingRow } from '../contract/records.ts';
import type { NewRecording } from './store.ts';

interface LibraryRow {
  readonly id: string;
  readonly session_id: string;
  readonly name: string;
  readonly format: string;
  readonly path: string;
  readonly age: number | null;
  readonly sex: 'F' | 'M' | null;
  readonly rate: number;
  readonly frames: number;
  readonly leads: string;
  readonly comments: string;
  readonly warnings: string;
  readonly imported_at: string;
  readonly review: RecordingRow['review'];
  readonly analysis: RecordingRow['analysis'];
  readonly attention: string | null;
  readonly beats: number;
  readonly class_n: number;
  readonly class_s: number;
  readonly class_v: number;
  readonly class_f: number;
  readonly class_q: number;
  readonly corrected: number;
  readonly differs: number;
  readonly model_id: string | null;
  readonly model_sha256: string | null;
  readonly provider: string | null;
  readonly annotator: string | null;
}

const library = `
  SELECT recordings.*, sessions.id AS session_id, review, analysis, attention, beats, class_n, class_s, class_v, class_f,
    class_q, corrected, differs, model_id, model_sha256, provider, annotator
  FROM recordings JOIN sessions ON sessions.recording_id = recordings.id AND kind = 'main'
  LEFT JOIN runs ON runs.number = sessions.run`;

/** The library: recordings and the sessions in which they are read. */
export function createRecordings(database: Database) {
  const insertRecording = database.prepare(
    `INSERT INTO recordings (id, sha256, name, format, path, age, sex, rate, frames, leads, comments, warnings, imported_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertSession = database.prepare('INSERT INTO sessions (id, recording_id) VALUES (?, ?)');
  const byHash = database.prepare<[string], { id: string }>('SELECT id FROM recordings WHERE sha256 = ?');
  const list = database.prepare<[], LibraryRow>(`${library} ORDER BY recordings.rowid`);
  const byId = database.prepare<[string], LibraryRow>(`${library} WHERE recordings.id = ?`);
  const remove = database.prepare('DELETE FROM recordings WHERE id = ?');

  const add = database.transaction((recording: NewRecording): void => {
    if (byHash.get(recording.sha256)) {
      throw new CaliperError('conflict', `"${recording.name}" is already in the library.`);
    }
    if (byId.get(recording.id)) {
      throw new CaliperError('conflict', `The library already has a recording with the id "${recording.id}".`);
    }
    insertRecording.run(
      recording.id,
      recording.sha256,
      recording.name,
      recording.format,
      recording.path,
      recording.patient.age,
      recording.patient.sex,
      recording.rate,
      recording.frames,
      JSON.stringify(recording.leads),
      JSON.stringify(recording.comments),
      JSON.stringify(recording.warnings),
      recording.importedAt,
    );
    insertSession.run(recording.sessionId, recording.id);
  });

  return {
    add: (recording: NewRecording): void => add.immediate(recording),
    list: (): RecordingRow[] => list.all().map(toRecordingRow),
    read(recordingId: string): RecordingRow {
      const row = byId.get(recordingId);
      if (!row) throw noRecording(recordingId);
      return toRecordingRow(row);
    },
    find: (sha256: string): string | null => byHash.get(sha256)?.id ?? null,
    /** Removes the recording with its session, runs and history: the only way any of these go. */
    remove(recordingId: string): void {
      if (remove.run(recordingId).changes === 0) throw noRecording(recordingId);
    },
  };
}

function noRecording(recordingId: string): CaliperError {
  return new CaliperError('not-found', `There is no recording "${recordingId}" in the library.`);
}

function toRecordingRow(row: LibraryRow): RecordingRow {
  return {
    id: row.id,
    sessionId: row.session_id,
    name: row.name,
    format: row.format,
    path: row.path,
    patient: { age: row.age, sex: row.sex },
    rate: row.rate,
    frames: row.frames,
    leads: JSON.parse(row.leads) as RecordingRow['leads'],
    comments: JSON.parse(row.comments) as string[],
    importedAt: row.imported_at,
    beats: row.beats,
    classes: [row.class_n, row.class_s, row.class_v, row.class_f, row.class_q],
    corrected: row.corrected,
    differsFromFile: row.annotator === null ? null : row.differs,
    review: row.review,
    analysis: row.analysis,
    attention: row.attention,
    warnings: JSON.parse(row.warnings) as string[],
    model: row.model_id === null ? null : { id: row.model_id, sha256: row.model_sha256 ?? '' },
    provider: row.provider,
  };
}
