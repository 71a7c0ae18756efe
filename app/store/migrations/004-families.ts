import type { Migration } from './migration.ts';

/**
 * Beats grouped by shape: of each session the last making stands, with the shape of every beat.
 *
 * `settings` is JSON: leads and grid. The blobs of `families` hold one value a beat: `samples` int32, `parts` uint16 (65,535 is
 * alone with its shape), `shifts` int8; `templates` is float32, a shape a part, and `counts` uint32, beats a part. A row of
 * `family_shapes` holds consecutive beats: `scales` float32 and `shapes` int8, see `ShapeChunk`. `made_at` is null until all of
 * it is there. What readers make of families is kept as entries and not here.
 */
export const families: Migration = {
  number: 4,
  name: 'families',
  sql: `
CREATE TABLE families (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  session INTEGER NOT NULL REFERENCES sessions (number) ON DELETE CASCADE,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  made_at TEXT,
  samples BLOB,
  parts BLOB,
  shifts BLOB,
  templates BLOB,
  counts BLOB
) STRICT;
CREATE INDEX families_by_session ON families (session);

CREATE TABLE family_shapes (
  family INTEGER NOT NULL REFERENCES families (number) ON DELETE CASCADE,
  first_index INTEGER NOT NULL,
  beats INTEGER NOT NULL CHECK (beats > 0),
  scales BLOB NOT NULL,
  shapes BLOB NOT NULL,
  PRIMARY KEY (family, first_index)
) STRICT;
`,
};
