import type { Database } from 'better-sqlite3';

import { differs } from './columns.ts';
import { noBeat, type DecidedBeats } from './overlay.ts';
import type { CounterChange } from './sessions.ts';

/** What a person decided of a beat, and what it stands in place of. */
export interface CurrentLabel {
  readonly sample: number;
  /** `noBeat`: a person deleted the beat. */
  readonly label: number;
  /** WFDB code that the person gave, 0 for the plain one of the class. */
  readonly code: number;
  /** The label of the run; `noBeat` where only a person knows a beat. */
  readonly proposed: number;
  readonly file_class: number;
  /** The step that decided; 0: one from before steps were kept here. */
  readonly step: number;
}

/** Rows read at a time when there may be a million of them. */
const batch = 8_192;

export type CurrentLabels = ReturnType<typeof createCurrentLabels>;

/** What persons decided last, beat by beat: laid over the beats of the run. Derived from the steps. */
export function createCurrentLabels(database: Database) {
  const columns = 'sample, label, code, proposed, file_class, step';
  const within = database.prepare<[number, number, number], CurrentLabel>(
    `SELECT ${columns} FROM current_labels WHERE session = ? AND sample >= ? AND sample < ? ORDER BY sample`,
  );
  const shown = database
    .prepare<[number, number, number, number], [number, number, number]>(
      'SELECT sample, label, code FROM current_labels WHERE session = ? AND sample >= ? AND sample < ? ORDER BY sample LIMIT ?',
    )
    .raw();
  const one = database.prepare<[number, number], CurrentLabel>(
    `SELECT ${columns} FROM current_labels WHERE session = ? AND sample = ?`,
  );
  const added = database
    .prepare<[number, number], number>(
      `SELECT coalesce(sum((label <> 254) - (proposed <> 254)), 0) FROM current_labels
       WHERE session = ? AND sample < ? AND (label = 254 OR proposed = 254)`,
    )
    .pluck();
  const put = database.prepare(
    `INSERT INTO current_labels (session, sample, label, code, proposed, file_class, step) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (session, sample) DO UPDATE SET label = excluded.label, code = excluded.code, step = excluded.step`,
  );
  const remove = database.prepare('DELETE FROM current_labels WHERE session = ? AND sample = ?');
  const clear = database.prepare('DELETE FROM current_labels WHERE session = ?');

  /** Decisions with `from <= sample < to` as columns. */
  function decided(session: number, from: number, to: number): DecidedBeats {
    const parts: [number, number, number][][] = [];
    for (let next = from; ;) {
      const rows = shown.all(session, next, to, batch);
      parts.push(rows);
      if (rows.length < batch) break;
      next = rows.at(-1)![0] + 1;
    }
    const count = parts.reduce((sum, rows) => sum + rows.length, 0);
    const beats = { samples: new Int32Array(count), labels: new Uint8Array(count), codes: new Uint8Array(count) };
    let at = 0;
    for (const [sample, label, code] of parts.flat()) {
      beats.samples[at] = sample;
      beats.labels[at] = label;
      beats.codes[at++] = code;
    }
    return beats;
  }

  return {
    /** Decisions with `from <= sample < to`, by sample. */
    within: (session: number, from: number, to: number): CurrentLabel[] => within.all(session, from, to),
    all: (session: number): CurrentLabel[] => within.all(session, 0, Number.MAX_SAFE_INTEGER),
    decided,
    at: (session: number, sample: number): CurrentLabel | null => one.get(session, sample) ?? null,
    /** Inserted less deleted beats before `sample`: what the index of a beat differs from that in the run. */
    addedBefore: (session: number, sample: number): number => added.get(session, sample) ?? 0,
    put(session: number, entry: CurrentLabel): void {
      put.run(session, entry.sample, entry.label, entry.code, entry.proposed, entry.file_class, entry.step);
    },
    remove(session: number, sample: number): void {
      remove.run(session, sample);
    },
    clear(session: number): void {
      clear.run(session);
    },
  };
}

/** Adds up how beats that change move a session's counters. */
export function createCounterChange(): CounterChange & {
  /** Labels before and after, `noBeat` where there is none; `corrected`: whether a person had and has decided. */
  move(from: number, to: number, fileClass: number, corrected: { before: boolean; after: boolean }): void;
} {
  const change = {
    classes: [0, 0, 0, 0, 0],
    beats: 0,
    corrected: 0,
    differing: 0,
    move(from: number, to: number, fileClass: number, corrected: { before: boolean; after: boolean }): void {
      if (from < change.classes.length) change.classes[from]!--;
      if (to < change.classes.length) change.classes[to]!++;
      change.beats += Number(to !== noBeat) - Number(from !== noBeat);
      change.differing += Number(differs(to, fileClass)) - Number(differs(from, fileClass));
      change.corrected += Number(corrected.after) - Number(corrected.before);
    },
  };
  return change;
}
