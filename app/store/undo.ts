import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import { person, stateOfRun, statesAt, type PlaceState } from './beat-states.ts';
import type { CorrectionRow } from './corrections.ts';
import type { EntryRow, NewEntry } from './entries.ts';
import type { BeatChange, ChangeTables, WriteStep } from './session-changes.ts';
import type { Session } from './sessions.ts';
import type { SessionChange, UndoOptions } from './store.ts';

type Side = 'from' | 'to';

/** Takes steps back and repeats them. Both are steps of their own: nothing is erased. */
export function createUndo(database: Database, tables: ChangeTables, write: WriteStep) {
  /** The places of corrections with what one side of each says, as a change; what is so already is left out. */
  function changesTo(session: Session, side: Side, rows: readonly CorrectionRow[], places: readonly PlaceState[]) {
    const changes: BeatChange[] = [];
    for (const [index, row] of rows.entries()) {
      const place = places[index]!;
      const { label, source, code, step } = sideOf(row, side);
      // What is no longer a person's is what the run says now: the step may be older than the run.
      const to = source === person ? { label, source, code, step } : stateOfRun(tables, session, place.proposed);
      const { shown } = place;
      if (to.label === shown.label && to.source === shown.source && to.code === shown.code && to.step === shown.step)
        continue;
      changes.push({ place, to });
    }
    return changes;
  }

  function placesOf(session: Session, rows: readonly CorrectionRow[]): PlaceState[] {
    return statesAt(
      tables,
      session,
      Int32Array.from(rows, ({ sample }) => sample),
    );
  }

  /** Which entries of a step go back, and how many were changed again since. */
  function entriesBack(session: Session, rows: readonly EntryRow[], overwrite: boolean) {
    const entries: NewEntry[] = [];
    let conflicts = 0;
    for (const { kind, key, origin, previous } of rows) {
      const current = tables.entries.originOf(session.number, kind, key);
      const isConflict = current !== origin;
      if (isConflict) conflicts++;
      if ((isConflict && !overwrite) || current === previous) continue;
      entries.push({ kind, key, value: null, origin: previous, previous: current });
    }
    return { entries, conflicts };
  }

  function takeBack(sessionId: string, by: string, { step, overwrite = false }: UndoOptions) {
    const session = tables.sessions.find(sessionId);
    const target = step ?? tables.steps.lastStanding(session.number);
    if (target === null) return { change: null, conflicts: 0 };
    if (!tables.steps.isStanding(session.number, target)) throw notStanding();
    const { action, first_sample: from, last_sample: until } = tables.steps.row(target);
    const rows = tables.corrections.ofStep(target);
    const places = placesOf(session, rows);
    const changed = rows.map((row, index) => isChangedSince(row, places[index]!));
    // One half of a move would leave the beat twice or not at all.
    const held = action === 'moved' && changed.includes(true) ? rows.map(() => true) : changed;
    const free = (_: unknown, index: number) => overwrite || !held[index];
    const beats = changesTo(session, 'from', rows.filter(free), places.filter(free));
    const back = entriesBack(session, tables.entries.ofStep(target), overwrite);
    const conflicts = (action === 'moved' && changed.includes(true) ? 1 : count(changed)) + back.conflicts;
    const nothing = beats.length === 0 && back.entries.length === 0;
    if (nothing && step !== undefined && conflicts > 0) return { change: null, conflicts };
    const change = write(session, { action: 'undone', by, target, beats, entries: back.entries, from, until });
    tables.steps.mark(session.number, target, change.step.id);
    return { change, conflicts };
  }

  function repeat(sessionId: string, by: string): SessionChange | null {
    const session = tables.sessions.find(sessionId);
    const last = tables.steps.lastUndone(session.number);
    if (last === null) return null;
    const { first_sample: from, last_sample: until } = tables.steps.row(last.step);
    // What the undo changed goes back to what it was before it: beats that it left alone are left alone.
    const rows = tables.corrections.ofStep(last.undone);
    const beats = changesTo(session, 'from', rows, placesOf(session, rows));
    const entries = tables.entries.ofStep(last.undone).map(({ kind, key, previous }): NewEntry => ({
      kind,
      key,
      value: null,
      origin: previous,
      previous: tables.entries.originOf(session.number, kind, key),
    }));
    tables.steps.mark(session.number, last.step, 0);
    return write(session, { action: 'redone', by, target: last.step, beats, entries, from, until });
  }

  const undo = database.transaction(takeBack);
  const redo = database.transaction(repeat);
  return {
    undo: (sessionId: string, by: string, options: UndoOptions) => undo.immediate(sessionId, by, options),
    redo: (sessionId: string, by: string) => redo.immediate(sessionId, by),
  };
}

function sideOf(row: CorrectionRow, side: Side) {
  return side === 'from'
    ? { label: row.from_label, source: row.from_source, code: row.from_code, step: row.from_step }
    : { label: row.to_label, source: row.to_source, code: row.to_code, step: row.to_step };
}

/** Whether something else decided the beat after the correction. Steps from before schema 3 are known by their label only. */
function isChangedSince(row: CorrectionRow, { shown }: PlaceState): boolean {
  if ((shown.source === person) !== (row.to_source === person)) return true;
  if (shown.source !== person) return false;
  if (shown.step === 0 || row.to_step === 0) return shown.label !== row.to_label;
  return shown.step !== row.to_step;
}

function count(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length;
}

function notStanding(): CaliperError {
  return new CaliperError(
    'conflict',
    'This step cannot be taken back: it was taken back already, or a new analysis found other beats since.',
  );
}
