import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';

import { recordingsBeatsCorrections } from '../../../app/store/migrations/001-recordings-beats-corrections.ts';
import { migrations } from '../../../app/store/migrations/all.ts';
import { checksum, migrate } from '../../../app/store/migrations/migrate.ts';

it('makes the tables of recordings, beats, corrections and models', () => {
  const database = new Sqlite(':memory:');
  migrate(database, [recordingsBeatsCorrections]);
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all();
  expect(tables).toEqual([
    'carried_labels',
    'chunk_columns',
    'chunks',
    'corrections',
    'current_labels',
    'migrations',
    'model_activations',
    'models',
    'recordings',
    'runs',
    'sessions',
    'standing_steps',
    'steps',
  ]);
  database.close();
});

it('stands first in the list, numbered without gaps', () => {
  expect(migrations[0]).toBe(recordingsBeatsCorrections);
  expect(migrations.map((migration) => migration.number)).toEqual(migrations.map((_, index) => index + 1));
});

it('is never edited after its release: a change of the schema is a new migration', () => {
  expect(checksum(recordingsBeatsCorrections)).toBe('d8a39cec1fcceaa616ab90611417f97def933252ac427bdb5fb7c59eb04443e8');
});
