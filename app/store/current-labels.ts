import type { Database } from 'better-sqlite3';

import type { CounterChange } from './sessions.ts';
import { differs } from './columns.ts';

/** The label a person gave a beat, and what it stands in place of. */
export interface CurrentLabel {
  readonly sample: number;
  readonly label: number;
  /** The label of the run. */
  readonly proposed: number;
  readonly file_class: number;
}

export type CurrentLabels = ReturnType<typeof createCurrentLabels>;

/** What persons decided last, beat by beat: laid over the beats of the run. Derived from the steps. */
export function createCurrentLabels(database: Database) {
  const within = database.prepare<[number, number, number], CurrentLabel>(
    'SELECT sample, label, proposed, file_class FROM current_labels WHERE session = ? AND sample >= ? AND sample < ? ORDER BY sample',
  );
  const present = database.prepare<[number, number], { label: number }>(
    'SELECT label FROM current_labels WHERE session = ? AND sample = ?',
  );
  const put = database.prepare(
    `INSERT INTO current_labels (session, sample, label, proposed, file_class) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (session, sample) DO UPDATE SET label = excluded.label`,
  );
  const remove = database.prepare('DELETE FROM current_labels WHERE session = ? AND sample = ?');
  const clear = database.prepare('DELETE FROM current_labels WHERE session = ?');

  return {
    /** Labels with `from <= sample < to`, by sample. */
    within: (session: number, from: number, to: number): CurrentLabel[] => within.all(session, from, to),
    all: (session: number): CurrentLabel[] => within.all(session, 0, Number.MAX_SAFE_INTEGER),
    at: (session: number, sample: number): number | null => present.get(session, sample)?.label ?? null,
    put(session: number, entry: CurrentLabel): void {
      put.run(session, entry.sample, entry.label, entry.proposed, entry.file_class);
    },
    remove(session: number, sample: number): void {
      remove.run(session, sample);
    },
    clear(session: number): void {
      clear.run(session);
    },
  };
}

/** Adds up how labels that change move a session's counters. */
export function createCounterChange(): CounterChange & {
  move(from: number, to: number, fileClass: number, corrected: number): void;
} {
  const change = {
    classes: [0, 0, 0, 0, 0],
    corrected: 0,
    differing: 0,
    move(from: number, to: number, fileClass: number, corrected: number): void {
      if (from < change.classes.length) change.classes[from]!--;
      if (to < change.classes.length) change.classes[to]!++;
      change.differing += Number(differs(to, fileClass)) - Number(differs(from, fileClass));
      change.corrected += corrected;
    },
  };
  return change;
}
