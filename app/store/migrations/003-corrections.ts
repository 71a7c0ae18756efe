import type { Migration } from './migration.ts';

/**
 * Beats that persons insert, move and delete, WFDB codes beside the classes, entries, readers and their sessions.
 *
 * A recording keeps one main session; readings are sessions of their own that may show the main session's run. Label 254 means
 * "no beat": `proposed` 254 is a beat that only a person knows, `label` 254 one of the run that a person deleted.
 * `corrections.from_step` and `to_step` name the step that gave the label before and after: 0 is the run, or a step from
 * before this schema. `standing_steps.undone` is the number of the step that took it back, 0 while it stands, negative once it
 * can no longer be repeated.
 * `entry_changes.value` is JSON, null when removed; `origin` is the step that first wrote the value, `previous` the origin of
 * the value before, 0 for none. `current_entries` is derived from them as `current_labels` is from `corrections`.
 */
export const corrections: Migration = {
  number: 3,
  name: 'corrections',
  sql: `
DROP TRIGGER runs_stay;
DROP TRIGGER steps_stay;
DROP TRIGGER corrections_stay;

CREATE TABLE sessions_new (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
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
  differs INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL DEFAULT 'main' CHECK (kind IN ('main', 'reading')),
  reader TEXT,
  reading_state TEXT CHECK (reading_state IN ('open', 'finished')),
  finished_at TEXT,
  CHECK ((kind = 'reading') = (reader IS NOT NULL)),
  CHECK ((kind = 'reading') = (reading_state IS NOT NULL)),
  CHECK ((reading_state IS 'finished') = (finished_at IS NOT NULL))
) STRICT;
INSERT INTO sessions_new (number, id, recording_id, review, analysis, attention, run, beats, class_n, class_s, class_v,
  class_f, class_q, corrected, differs)
SELECT number, id, recording_id, review, analysis, attention, run, beats, class_n, class_s, class_v, class_f, class_q,
  corrected, differs FROM sessions;
DROP TABLE sessions;
ALTER TABLE sessions_new RENAME TO sessions;
CREATE UNIQUE INDEX one_main_session ON sessions (recording_id) WHERE kind = 'main';
CREATE INDEX sessions_by_recording ON sessions (recording_id);
CREATE INDEX sessions_by_run ON sessions (run);

CREATE TABLE steps_new (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  run INTEGER REFERENCES runs (number),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('relabelled', 'confirmed', 'inserted', 'moved', 'deleted', 'marked', 'commented',
    'noted', 'undone', 'redone')),
  target INTEGER,
  label INTEGER,
  beats INTEGER NOT NULL CHECK (beats >= 0),
  first_sample INTEGER NOT NULL,
  last_sample INTEGER NOT NULL,
  from_label INTEGER,
  CHECK (run IS NOT NULL OR beats = 0)
) STRICT;
INSERT INTO steps_new (number, session, run, at, by, action, target, label, beats, first_sample, last_sample)
SELECT number, session, run, at, by, action, target, label, beats, first_sample, last_sample FROM steps;
DELETE FROM sqlite_sequence WHERE name = 'steps_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'steps_new', seq FROM sqlite_sequence WHERE name = 'steps';

CREATE TABLE corrections_new (
  step INTEGER NOT NULL REFERENCES steps (number) ON DELETE CASCADE,
  sample INTEGER NOT NULL,
  from_label INTEGER NOT NULL,
  from_source INTEGER NOT NULL,
  to_label INTEGER NOT NULL,
  to_source INTEGER NOT NULL,
  from_code INTEGER NOT NULL DEFAULT 0,
  from_step INTEGER NOT NULL DEFAULT 0,
  to_code INTEGER NOT NULL DEFAULT 0,
  to_step INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (step, sample)
) STRICT, WITHOUT ROWID;
INSERT INTO corrections_new (step, sample, from_label, from_source, to_label, to_source)
SELECT step, sample, from_label, from_source, to_label, to_source FROM corrections;
DROP TABLE corrections;
DROP TABLE steps;
ALTER TABLE steps_new RENAME TO steps;
ALTER TABLE corrections_new RENAME TO corrections;
CREATE INDEX steps_by_session ON steps (session);
CREATE INDEX steps_by_run ON steps (run);

CREATE TABLE standing_steps_new (
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (session, step)
) STRICT, WITHOUT ROWID;
INSERT INTO standing_steps_new (session, step, undone)
SELECT session, step, CASE undone WHEN 0 THEN 0 ELSE (
    SELECT max(number) FROM steps WHERE steps.session = standing_steps.session AND target = step AND action = 'undone'
  ) END
FROM standing_steps;
DROP TABLE standing_steps;
ALTER TABLE standing_steps_new RENAME TO standing_steps;

ALTER TABLE current_labels ADD COLUMN code INTEGER NOT NULL DEFAULT 0;
ALTER TABLE current_labels ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
CREATE INDEX beats_inserted_or_deleted ON current_labels (session, sample) WHERE label = 254 OR proposed = 254;

CREATE TABLE entry_changes (
  step INTEGER NOT NULL REFERENCES steps (number) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT CHECK (value IS NULL OR json_valid(value)),
  origin INTEGER NOT NULL,
  previous INTEGER NOT NULL,
  PRIMARY KEY (step, kind, key)
) STRICT;
CREATE TABLE current_entries (
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  step INTEGER NOT NULL,
  PRIMARY KEY (session, kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE readers (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(trim(name)) > 0),
  created_at TEXT NOT NULL
) STRICT;
CREATE TABLE reader_choices (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  reader_id TEXT NOT NULL REFERENCES readers (id),
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER runs_stay BEFORE DELETE ON runs
WHEN OLD.finished_at IS NOT NULL AND EXISTS (SELECT 1 FROM sessions WHERE number = OLD.session)
BEGIN SELECT RAISE(ABORT, 'a finished run is never erased'); END;
CREATE TRIGGER steps_keep BEFORE UPDATE ON steps
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never changed'); END;
CREATE TRIGGER steps_stay BEFORE DELETE ON steps WHEN EXISTS (SELECT 1 FROM sessions WHERE number = OLD.session)
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never erased'); END;
CREATE TRIGGER corrections_keep BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never changed'); END;
CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections WHEN EXISTS (SELECT 1 FROM steps WHERE number = OLD.step)
BEGIN SELECT RAISE(ABORT, 'the history of corrections is never erased'); END;
CREATE TRIGGER entry_changes_keep BEFORE UPDATE ON entry_changes
BEGIN SELECT RAISE(ABORT, 'the history of entries is never changed'); END;
CREATE TRIGGER entry_changes_stay BEFORE DELETE ON entry_changes WHEN EXISTS (SELECT 1 FROM steps WHERE number = OLD.step)
BEGIN SELECT RAISE(ABORT, 'the history of entries is never erased'); END;
CREATE TRIGGER readers_keep BEFORE UPDATE ON readers
BEGIN SELECT RAISE(ABORT, 'a reader is never changed'); END;
CREATE TRIGGER readers_stay BEFORE DELETE ON readers
BEGIN SELECT RAISE(ABORT, 'a reader is never erased'); END;
CREATE TRIGGER reader_choices_keep BEFORE UPDATE ON reader_choices
BEGIN SELECT RAISE(ABORT, 'the history of readers is never changed'); END;
CREATE TRIGGER reader_choices_stay BEFORE DELETE ON reader_choices
BEGIN SELECT RAISE(ABORT, 'the history of readers is never erased'); END;
`,
};
