import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { corrections } from '../../../app/store/migrations/003-corrections.ts';
import { recordingsBeatsCorrections } from '../../../app/store/migrations/001-recordings-beats-corrections.ts';
import { runInformation } from '../../../app/store/migrations/002-run-information.ts';
import { checksum, migrate } from '../../../app/store/migrations/migrate.ts';
import { openStore } from '../../../app/store/open-store.ts';
import { temporaryFolder } from '../../support/store-fixture.ts';

const upToThis = [recordingsBeatsCorrections, runInformation, corrections];
const fixture = join(import.meta.dirname, '../../fixtures/store/schema-2.sql');

let folder: ReturnType<typeof temporaryFolder>;
let path: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'caliper.db');
  const database = new Sqlite(path);
  database.pragma('foreign_keys = OFF');
  // The table that SQLite counts in may only be written with this allowed.
  database.unsafeMode(true);
  database.exec(readFileSync(fixture, 'utf8'));
  database.close();
});
afterEach(() => folder.remove());

/** Every row of every table with the columns it had before, and where the numbering of steps and runs goes on. */
function content(database: Database, columns: ReadonlyMap<string, readonly string[]>): Map<string, unknown> {
  const tables = new Map<string, unknown>();
  for (const [table, names] of columns)
    if (table !== 'migrations')
      tables.set(table, database.prepare(`SELECT ${names.join(', ')} FROM "${table}" ORDER BY 1, 2`).all());
  return tables;
}

function columnsOf(database: Database): Map<string, readonly string[]> {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return new Map(
    tables.map((table) => [
      table,
      database.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all(),
    ]),
  );
}

describe('the third step of the schema', () => {
  it('keeps every row as it was, but for the steps taken back, which now name the step that did it', () => {
    const database = new Sqlite(path);
    const columns = columnsOf(database);
    const before = content(database, columns);
    migrate(database, upToThis);
    const after = content(database, columns);
    const standing = before.get('standing_steps') as { session: number; step: number; undone: number }[];
    expect(standing.filter(({ undone }) => undone === 1)).toHaveLength(2);
    const undoneBy = new Map([
      [6, 9],
      [7, 8],
    ]);
    before.set(
      'standing_steps',
      standing.map((row) => ({ ...row, undone: undoneBy.get(row.step) ?? 0 })),
    );
    expect(after).toEqual(before);
    database.close();
  });

  it('leaves no reference to a row that is gone, and enforces references again', () => {
    const database = new Sqlite(path);
    database.pragma('foreign_keys = ON');
    migrate(database, upToThis);
    expect(database.pragma('foreign_key_check')).toEqual([]);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => database.exec("UPDATE sessions SET recording_id = 'nobody' WHERE number = 1")).toThrow(/FOREIGN KEY/);
    database.close();
  });

  it('changes nothing in a database that holds a row which refers to nothing', () => {
    const database = new Sqlite(path);
    database.pragma('foreign_keys = OFF');
    database.exec("UPDATE sessions SET recording_id = 'nobody' WHERE number = 2");
    expect(() => migrate(database, upToThis)).toThrow(/refer to rows which are gone/);
    expect(database.prepare('SELECT count(*) FROM migrations').pluck().get()).toBe(2);
    expect([...columnsOf(database).keys()]).not.toContain('readers');
    database.close();
  });

  it('lets what stood be taken back and what was taken back be repeated', async () => {
    const store = await openStore(path);
    const labelAt = async (sample: number) => (await store.inspectBeat('session-a', sample)).label;
    expect(await labelAt(3288)).toBe('F');
    expect((await store.redo('session-a', 'Cara'))?.target).toBe(6);
    expect(await labelAt(3288)).toBe('Q');
    expect((await store.redo('session-a', 'Cara'))?.target).toBe(7);
    for (const target of [7, 6, 5]) expect((await store.undo('session-a', 'Cara')).step?.target).toBe(target);
    expect((await store.undo('session-a', 'Cara')).step).toBeNull();
    expect((await store.inspectBeat('session-a', 3288)).source).toBe('model');
    await store.close();
  });

  it.each([
    "UPDATE steps SET by = 'someone else'",
    'DELETE FROM steps',
    'UPDATE corrections SET to_label = 0',
    'DELETE FROM corrections',
    'DELETE FROM runs',
    'UPDATE chunks SET beats = 1',
  ])('still protects what was written before it against: %s', (statement) => {
    const database = new Sqlite(path);
    migrate(database, upToThis);
    expect(() => database.exec(statement)).toThrow(/never (changed|erased)/);
    database.close();
  });

  it('allows one main session a recording, and readings beside it', () => {
    const database = new Sqlite(path);
    migrate(database, upToThis);
    const add = (id: string, kind: string, reader: string | null, state: string | null) =>
      database
        .prepare('INSERT INTO sessions (id, recording_id, kind, reader, reading_state) VALUES (?, ?, ?, ?, ?)')
        .run(id, 'recording-a', kind, reader, state);
    expect(() => add('second', 'main', null, null)).toThrow(/UNIQUE/);
    expect(() => add('nobody', 'reading', null, 'open')).toThrow(/CHECK/);
    add('first-reader', 'reading', 'Anna', 'open');
    add('second-reader', 'reading', 'Bo', 'open');
    expect(database.prepare("SELECT count(*) FROM sessions WHERE kind = 'reading'").pluck().get()).toBe(2);
    database.close();
  });

  it('is never edited after its release', () => {
    expect(checksum(corrections)).toBe('837c0b54074872995f27f50e25b19b6c83157367b6e69da3fa25ad8e86a7cc13');
  });
});
