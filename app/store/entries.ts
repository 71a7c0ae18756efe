import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import type { EntryChange, StoredEntry } from './changes.ts';

/** What a step did to one entry. Steps number from 1; 0 stands for "no value". */
export interface EntryRow {
  readonly kind: string;
  readonly key: string;
  /** The step that first wrote the value which the entry has after this change. */
  readonly origin: number;
  /** The origin of the value before. */
  readonly previous: number;
}

/** A change that is not yet written: a value of its own (JSON), or one that an earlier step wrote. */
export interface NewEntry extends Omit<EntryRow, 'origin'> {
  readonly value: string | null;
  /** Null: the step that is being written. */
  readonly origin: number | null;
}

const maximumChanges = 50_000;
const maximumNameCharacters = 200;
const maximumValueCharacters = 2 ** 20;

export type Entries = ReturnType<typeof createEntries>;

/** Small values kept with a session, key by key: append-only changes, and which of them hold now. */
export function createEntries(database: Database) {
  const current = database.prepare<[number, string], { key: string; value: string; by: string; at: string }>(
    `SELECT current_entries.key, value, by, at FROM current_entries
     JOIN entry_changes USING (step, kind, key) JOIN steps ON steps.number = step
     WHERE current_entries.session = ? AND current_entries.kind = ? ORDER BY current_entries.key`,
  );
  const origin = database
    .prepare<[number, string, string], number>(
      'SELECT step FROM current_entries WHERE session = ? AND kind = ? AND key = ?',
    )
    .pluck();
  const written = database
    .prepare<[number, string, string], string | null>(
      'SELECT value FROM entry_changes WHERE step = ? AND kind = ? AND key = ?',
    )
    .pluck();
  const ofStep = database.prepare<[number], EntryRow>(
    'SELECT kind, key, origin, previous FROM entry_changes WHERE step = ?',
  );
  const before = database
    .prepare<[number, string, string], number>(
      'SELECT previous FROM entry_changes WHERE step = ? AND kind = ? AND key = ?',
    )
    .pluck();
  const insert = database.prepare(
    'INSERT INTO entry_changes (step, kind, key, value, origin, previous) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const put = database.prepare(
    `INSERT INTO current_entries (session, kind, key, step) VALUES (?, ?, ?, ?)
     ON CONFLICT (session, kind, key) DO UPDATE SET step = excluded.step`,
  );
  const remove = database.prepare('DELETE FROM current_entries WHERE session = ? AND kind = ? AND key = ?');

  function originOf(session: number, kind: string, key: string): number {
    return origin.get(session, kind, key) ?? 0;
  }

  return {
    /** The values of a kind that hold now, by key. */
    current: (session: number, kind: string): StoredEntry[] =>
      current.all(session, kind).map((row) => ({ ...row, value: JSON.parse(row.value) as unknown })),
    originOf,
    ofStep: (step: number): EntryRow[] => ofStep.all(step),
    /** Origin of the value that an entry had before a step. */
    originBefore: (step: number, kind: string, key: string): number => before.get(step, kind, key) ?? 0,
    /**
     * What of the changes is new.
     *
     * @throws CaliperError `invalid-input`, `too-large`
     */
    newOf(session: number, changes: readonly EntryChange[]): NewEntry[] {
      if (changes.length > maximumChanges) throw tooLarge();
      const entries = new Map<string, NewEntry>();
      for (const { kind, key, value } of changes) {
        checkName(kind);
        checkName(key);
        const text = value === null ? null : JSON.stringify(value);
        if (text === undefined) throw new CaliperError('invalid-input', `The value of "${key}" cannot be kept.`);
        if (text !== null && text.length > maximumValueCharacters) throw tooLarge();
        const previous = originOf(session, kind, key);
        const before = previous === 0 ? null : (written.get(previous, kind, key) ?? null);
        const name = JSON.stringify([kind, key]);
        if (before === text) entries.delete(name);
        else entries.set(name, { kind, key, value: text, origin: text === null ? 0 : null, previous });
      }
      return [...entries.values()];
    },
    write(session: number, step: number, { kind, key, value, origin, previous }: NewEntry): void {
      const from = origin ?? step;
      insert.run(step, kind, key, value, from, previous);
      if (from === 0) remove.run(session, kind, key);
      else put.run(session, kind, key, from);
    },
  };
}

function checkName(name: string): void {
  if (name.length > 0 && name.length <= maximumNameCharacters) return;
  throw new CaliperError('invalid-input', `The name of an entry has 1 to ${maximumNameCharacters} characters.`);
}

function tooLarge(): CaliperError {
  return new CaliperError(
    'too-large',
    `A change holds ${maximumChanges} entries of ${maximumValueCharacters} characters at most; nothing was changed.`,
  );
}
