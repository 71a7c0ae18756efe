import type { Migration } from './migration.ts';

/**
 * Recordings, sessions, runs, beats, corrections and models.
 *
 * What a model or a file said is immutable: `chunks` describe about 4,096 beats each, `chunk_columns` hold them as
 * little-endian columns. What persons decided is append-only: `steps` and `corrections`. Three tables are derived from
 * those and may change: `current_labels`, `standing_steps` and the counters in `sessions`.
 * Labels are indices into beatClasses, 255 is "not analysed"; sources are indices into labelSources.
 */
export const recordingsBeatsCorrections: Migration = {
  number: 1,
  name: 'recordings-beats-corrections',
  sql: `
CREATE TABLE recordings (
  id TEXT PRIMARY KEY NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  path TEXT NOT NULL,
  age REAL,
  sex TEXT CHECK (sex IN ('F', 'M')),
  rate REAL NOT NULL CHECK (rate > 0),
  frames INTEGER NOT NULL CHECK (frames >= 0),
  leads TEXT NOT NULL CHECK (json_valid(leads)),
  comments TEXT NOT NULL CHECK (json_valid(comments)),
  warnings TEXT NOT NULL CHECK (json_valid(warnings)),
  imported_at TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  recording_id TEXT NOT NULL UNIQUE REFERENCES recordings (id) ON DELETE CASCADE,
  review TEXT NOT NULL DEFAULT 'new' CHECK (review IN ('new', 'in-review', 'signed-off')),
  analysis TEXT NOT NULL DEFAULT 'none' CHECK (analysis IN ('none', 'waiting', 'running', 'done', 'failed')),
  attention TEXT,
  run INTEGER REFERENCES runs (number),
  beats INTEGER NOT NULL DEFAULT 0,
  class_n INTEGER NOT NULL DEFAULT 0,
  class_s INTEGER NOT NULL DEFAULT 0,
  class_v INTEGER NOT NULL DEFAULT 0,
  class_f INTEGER NOT NULL DEFAULT 0,
  class_q INTEGER NOT NULL DEFAULT 0,
  corrected INTEGER NOT NULL DEFAULT 0,
  differs INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sessions_by_run ON sessions (run);

CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  model_id TEXT,
  model_sha256 TEXT,
  provider TEXT,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  annotator TEXT,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  process INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_by_session ON runs (session);

CREATE TABLE chunks (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  first_sample INTEGER NOT NULL,
  last_sample INTEGER NOT NULL,
  first_index INTEGER NOT NULL DEFAULT 0,
  beats INTEGER NOT NULL CHECK (beats > 0),
  class_n INTEGER NOT NULL,
  class_s INTEGER NOT NULL,
  class_v INTEGER NOT NULL,
  class_f INTEGER NOT NULL,
  class_q INTEGER NOT NULL,
  differs INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX chunks_by_position ON chunks (run, first_sample);

CREATE TABLE chunk_columns (
  chunk INTEGER PRIMARY KEY REFERENCES chunks (number) ON DELETE CASCADE,
  labels BLOB NOT NULL,
  file_classes BLOB NOT NULL,
  samples BLOB NOT NULL,
  file_codes BLOB NOT NULL,
  probabilities BLOB NOT NULL
) STRICT;

CREATE TABLE steps (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  run INTEGER NOT NULL REFERENCES runs (number),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('relabelled', 'undone', 'redone')),
  target INTEGER,
  label INTEGER,
  beats INTEGER NOT NULL CHECK (beats > 0),
  first_sample INTEGER NOT NULL,
  last_sample INTEGER NOT NULL
) STRICT;
CREATE INDEX steps_by_session ON steps (session);
CREATE INDEX steps_by_run ON steps (run);

CREATE TABLE corrections (
  step INTEGER NOT NULL REFERENCES steps (number) ON DELETE CASCADE,
  sample INTEGER NOT NULL,
  from_label INTEGER NOT NULL,
  from_source INTEGER NOT NULL,
  to_label INTEGER NOT NULL,
  to_source INTEGER NOT NULL,
  PRIMARY KEY (step, sample)
) STRICT, WITHOUT ROWID;

CREATE TABLE carried_labels (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  sample INTEGER NOT NULL,
  from_sample INTEGER NOT NULL,
  PRIMARY KEY (run, sample)
) STRICT, WITHOUT ROWID;

CREATE TABLE current_labels (
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  sample INTEGER NOT NULL,
  label INTEGER NOT NULL,
  proposed INTEGER NOT NULL,
  file_class INTEGER NOT NULL,
  PRIMARY KEY (session, sample)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing_steps (
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  PRIMARY KEY (session, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE models (
  id TEXT PRIMARY KEY NOT NULL,
  sha256 TEXT NOT NULL,
  path TEXT NOT NULL,
  shipped INTEGER NOT NULL CHECK (shipped IN (0, 1)),
  registered_at TEXT NOT NULL
) STRICT;

CREATE TABLE model_activations (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id TEXT NOT NULL REFERENCES models (id),
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER steps_keep BEFORE UPDATE ON steps
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never changed'); END;
CREATE TRIGGER steps_stay BEFORE DELETE ON steps WHEN EXISTS (SELECT 1 FROM sessions WHERE number = OLD.session)
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never erased'); END;
CREATE TRIGGER corrections_keep BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never changed'); END;
CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections WHEN EXISTS (SELECT 1 FROM steps WHERE number = OLD.step)
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never erased'); END;
CREATE TRIGGER carried_keep BEFORE UPDATE ON carried_labels
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never changed'); END;
CREATE TRIGGER carried_stay BEFORE DELETE ON carried_labels WHEN EXISTS (SELECT 1 FROM runs WHERE number = OLD.run)
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never erased'); END;
CREATE TRIGGER activations_keep BEFORE UPDATE ON model_activations
BEGIN SELECT RAISE(ABORT, 'the history of models is never changed'); END;
CREATE TRIGGER activations_stay BEFORE DELETE ON model_activations
BEGIN SELECT RAISE(ABORT, 'the history of models is never erased'); END;

CREATE TRIGGER runs_keep BEFORE UPDATE ON runs WHEN OLD.finished_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished run is never changed'); END;
CREATE TRIGGER runs_stay BEFORE DELETE ON runs
WHEN OLD.finished_at IS NOT NULL AND EXISTS (SELECT 1 FROM sessions WHERE number = OLD.session)
BEGIN SELECT RAISE(ABORT, 'a finished run is never erased'); END;
CREATE TRIGGER chunks_full BEFORE INSERT ON chunks
WHEN (SELECT finished_at FROM runs WHERE number = NEW.run) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished run is never changed'); END;
CREATE TRIGGER chunks_keep BEFORE UPDATE ON chunks
WHEN (SELECT finished_at FROM runs WHERE number = OLD.run) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished run is never changed'); END;
CREATE TRIGGER chunks_stay BEFORE DELETE ON chunks
WHEN (SELECT finished_at FROM runs WHERE number = OLD.run) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished run is never erased'); END;
CREATE TRIGGER chunk_columns_keep BEFORE UPDATE ON chunk_columns
WHEN (SELECT finished_at FROM runs JOIN chunks ON runs.number = chunks.run WHERE chunks.number = OLD.chunk) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished run is never changed'); END;
CREATE TRIGGER chunk_columns_stay BEFORE DELETE ON chunk_columns
WHEN (SELECT finished_at FROM runs JOIN chunks ON runs.number = chunks.run WHERE chunks.number = OLD.chunk) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished run is never erased'); END;
`,
};
