import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { migrate } from '../../../app/store/migrations/migrate.ts';
import type { Migration } from '../../../app/store/migrations/migration.ts';
import { temporaryFolder } from '../../support/store-fixture.ts';

const first: Migration = { number: 1, name: 'first', sql: 'CREATE TABLE leads (name TEXT)' };
const second: Migration = { number: 2, name: 'second', sql: "ALTER TABLE leads ADD COLUMN unit TEXT DEFAULT 'mV'" };
const broken: Migration = {
  number: 2,
  name: 'broken',
  sql: 'ALTER TABLE leads ADD COLUMN unit TEXT; CREATE TABLE leads (x)',
};

let folder: ReturnType<typeof temporaryFolder>;
let database: Database;

beforeEach(() => {
  folder = temporaryFolder();
  database = new Sqlite(join(folder.path, 'caliper.db'));
});
afterEach(() => {
  database.close();
  folder.remove();
});

it('a new database gets every migration and no backup', () => {
  expect(migrate(database, [first, second])).toBeNull();
  database.exec("INSERT INTO leads (name) VALUES ('MLII')");
  expect(database.prepare('SELECT * FROM leads').all()).toEqual([{ name: 'MLII', unit: 'mV' }]);
});

it('an older database is copied beside itself, then migrated with its content', () => {
  migrate(database, [first]);
  database.exec("INSERT INTO leads VALUES ('MLII')");
  const backup = migrate(database, [first, second]);
  expect(database.prepare('SELECT * FROM leads').all()).toEqual([{ name: 'MLII', unit: 'mV' }]);
  const copy = new Sqlite(backup!, { readonly: true });
  expect(copy.prepare('SELECT * FROM leads').all()).toEqual([{ name: 'MLII' }]);
  copy.close();
  expect(statSync(backup!).mode & 0o777).toBe(0o600);
});

it('a database that is up to date is left alone', () => {
  migrate(database, [first, second]);
  expect(migrate(database, [first, second])).toBeNull();
  expect(readdirSync(folder.path)).toEqual(['caliper.db']);
});

it('a migration that fails changes nothing', () => {
  migrate(database, [first]);
  database.exec("INSERT INTO leads VALUES ('MLII')");
  expect(() => migrate(database, [first, broken])).toThrow(/already exists/);
  expect(database.prepare('SELECT * FROM leads').all()).toEqual([{ name: 'MLII' }]);
  migrate(database, [first, second]);
});

it('a database of a newer version is refused', () => {
  migrate(database, [first, second]);
  expect(() => migrate(database, [first])).toThrow(/newer version of Caliper \(schema 2, this version knows 1\)/);
});

it('a database whose history was another is refused', () => {
  migrate(database, [first]);
  expect(() => migrate(database, [{ ...first, sql: 'CREATE TABLE leads (label TEXT)' }, second])).toThrow(/history/);
});
