import { createHash } from 'node:crypto';
import { chmodSync } from 'node:fs';

import type { Database } from 'better-sqlite3';

import { CaliperError } from '../../contract/errors.ts';
import type { Migration } from './migration.ts';

interface AppliedMigration {
  readonly number: number;
  readonly checksum: string;
}

/**
 * Brings a database to the last migration, all pending steps in one transaction.
 *
 * A database that already holds data is first copied beside itself (`VACUUM INTO`). Foreign keys are off meanwhile, so that
 * a step may put another table in the place of one that others refer to; every reference is checked before the end.
 *
 * @returns path of the copy, or null when none was needed
 * @throws CaliperError `unsupported` for a newer schema or one with another history
 */
export function migrate(database: Database, migrations: readonly Migration[]): string | null {
  const applied = appliedMigrations(database);
  checkHistory(database.name, applied, migrations);
  if (applied.length === migrations.length) return null;
  const backup = applied.length > 0 ? backUp(database, applied.length) : null;
  const enforced = database.pragma('foreign_keys', { simple: true });
  database.pragma('foreign_keys = OFF');
  try {
    database.transaction(() => applyPending(database, migrations)).immediate();
  } finally {
    database.pragma(`foreign_keys = ${enforced === 1 ? 'ON' : 'OFF'}`);
  }
  return backup;
}

function applyPending(database: Database, migrations: readonly Migration[]): void {
  // Another process may have migrated while this one waited for the lock.
  const standing = appliedMigrations(database);
  checkHistory(database.name, standing, migrations);
  for (const migration of migrations.slice(standing.length)) apply(database, migration);
  const broken = database.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length === 0) return;
  throw new CaliperError(
    'damaged-file',
    `${database.name} holds rows that refer to rows which are gone; nothing was changed. Restore a backup.`,
  );
}

function appliedMigrations(database: Database): AppliedMigration[] {
  const present = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").get();
  if (!present) return [];
  return database.prepare<[], AppliedMigration>('SELECT number, checksum FROM migrations ORDER BY number').all();
}

function checkHistory(path: string, applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  if (applied.length > migrations.length) {
    throw new CaliperError(
      'unsupported',
      `${path} was written by a newer version of Caliper (schema ${applied.length}, this version knows ${migrations.length}); install that version to open it.`,
    );
  }
  for (const [index, row] of applied.entries()) {
    const known = migrations[index];
    if (known && row.number === known.number && row.checksum === checksum(known)) continue;
    throw new CaliperError(
      'unsupported',
      `${path} has a schema history that this version of Caliper does not know (step ${row.number}); open it with the version that wrote it.`,
    );
  }
}

function apply(database: Database, migration: Migration): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, at TEXT NOT NULL) STRICT',
  );
  database.exec(migration.sql);
  database
    .prepare('INSERT INTO migrations (number, name, checksum, at) VALUES (?, ?, ?, ?)')
    .run(migration.number, migration.name, checksum(migration), new Date().toISOString());
}

function backUp(database: Database, schema: number): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const backup = `${database.name}.schema-${schema}.${stamp}.backup`;
  database.prepare('VACUUM INTO ?').run(backup);
  chmodSync(backup, 0o600);
  return backup;
}

/** SHA-256 of a migration's statements, as stored in the databases that it was applied to. */
export function checksum(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}
