import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import Sqlite, { type Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';

/** "CALI": marks the file as a database of Caliper (PRAGMA application_id). */
const applicationId = 0x43414c49;
const busyMilliseconds = 5_000;
const smallestDatabase = 512;

/**
 * Opens a database file, making it when absent, with every commit on the disk before it is acknowledged.
 *
 * After an unclean exit the pages are checked first. A file shorter than its header says is refused by SQLite itself.
 *
 * @throws CaliperError `damaged-file`, `read-only`, `unsupported` (another program's database), `conflict`, `unavailable`
 */
export function openDatabase(path: string): Database {
  let database: Database | null = null;
  try {
    const unclean = prepareFile(path);
    database = new Sqlite(path, { timeout: busyMilliseconds });
    checkOwner(database, path);
    if (database.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      throw new CaliperError('unavailable', `${path} lies on a disk that does not support the database's journal.`);
    }
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // Without this, INSERT OR REPLACE would delete rows of the history past its triggers.
    database.pragma('recursive_triggers = ON');
    database.pragma('trusted_schema = OFF');
    database.pragma('cache_size = -32768');
    if (unclean) checkPages(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw asCaliperError(error, path);
  }
}

/** Makes the file readable by its owner only; tells whether a journal lies there that nobody closed. */
function prepareFile(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  const { size } = statSync(path);
  // SQLite takes a file below its smallest page for a new database and would write over it.
  if (size > 0 && size < smallestDatabase) throw damaged(path);
  chmodSync(path, 0o600);
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function checkOwner(database: Database, path: string): void {
  const owner = database.pragma('application_id', { simple: true });
  if (owner === applicationId) return;
  const objects = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get();
  if (owner !== 0 || (objects?.count ?? 0) > 0) {
    throw new CaliperError('unsupported', `${path} is the database of another program; choose another folder.`);
  }
  database.pragma(`application_id = ${applicationId}`);
}

function checkPages(database: Database, path: string): void {
  const answer = database.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') throw damaged(path);
}

/** Gives an error of SQLite its code and sentence; passes every other error through. */
export function asCaliperError(error: unknown, path: string): unknown {
  if (error instanceof CaliperError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const options = { cause: error };
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(path, options);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new CaliperError('conflict', `${path} is in use by another program; close it and try again.`, options);
  }
  if (/^SQLITE_FULL|^ENOSPC/.test(code)) {
    return new CaliperError('unavailable', `The disk that holds ${path} is full; nothing was changed.`, options);
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|^(EACCES|EPERM|EROFS)$/.test(code)) {
    return new CaliperError('read-only', `${path} cannot be written; check the permissions of its folder.`, options);
  }
  if (/^SQLITE_IOERR|^(EIO|ENOENT|ENOTDIR|EISDIR|EEXIST)$/.test(code)) {
    return new CaliperError('unavailable', `${path} cannot be read or written (${code}); check the disk.`, options);
  }
  return error;
}

function damaged(path: string, options?: ErrorOptions): CaliperError {
  return new CaliperError(
    'damaged-file',
    `${path} is damaged or not a Caliper database; restore a backup or move it away to start anew.`,
    options,
  );
}
