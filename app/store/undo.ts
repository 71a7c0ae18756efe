import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import { person, stateOfRun, statesAt, type PlaceState } from './beat-states.ts';
import type { BeatState, CorrectionRow } from './corrections.ts';
import type { EntryRow, NewEntry } from './entries.ts';
import { noBeat } from './overlay.ts';
import type { BeatChange, ChangeTables, WriteStep } from './session-changes.ts';
import type { Session } from './sessions.ts';
import type { Met, SessionChange, UndoOptions } from './changes.ts';

/** Takes steps back and repeats them. Both are steps of their own: nothing is erased. */
export function createUndo(database: Database, tables: ChangeTables, write: WriteStep) {
  /** What a place shows when a correction goes: what it showed before, unless the step that said so was taken back as well. */
  function stateBefore(
    session: Session,
    row: CorrectionRow,
    place: PlaceState,
    isTakenBack: (step: number) => boolean,
  ): BeatState {
    let before: CorrectionRow | null = row;
    while (before !== null && before.from_source === person && isTakenBack(before.from_step))
      before = tables.corrections.at(before.from_step, row.sample);
    // What is no longer a person's is what the run says now: the step may be older than the run.
    if (before === null || before.from_source !== person) return stateOfRun(tables, session, place.proposed);
    return { label: before.from_label, source: person, code: before.from_code, step: before.from_step };
  }

  /** The places of corrections with what they showed before, as a change; what is so already is left out. */
  function changesBack(session: Session, rows: readonly CorrectionRow[], places: readonly PlaceState[]): BeatChange[] {
    const isTakenBack = remembered((step) => tables.steps.wasTakenBack(session.number, step));
    const changes: BeatChange[] = [];
    for (const [index, row] of rows.entries()) {
      const place = places[index]!;
      const to = stateBefore(session, row, place, isTakenBack);
      const { shown } = place;
      if (to.label === shown.label && to.source === shown.source && to.code === shown.code && to.step === shown.step)
        continue;
      changes.push({ place, to });
    }
    return changes;
  }

  /** The origin of an entry's value before a step, unless the step that wrote it was taken back as well. */
  function originBefore(session: Session, { kind, key, previous }: EntryRow): number {
    let origin = previous;
    while (origin !== 0 && tables.steps.wasTakenBack(session.number, origin))
      origin = tables.entries.originBefore(origin, kind, key);
    return origin;
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
    for (const row of rows) {
      const { kind, key } = row;
      const current = tables.entries.originOf(session.number, kind, key);
      const isConflict = current !== row.origin;
      if (isConflict) conflicts++;
      const origin = originBefore(session, row);
      if ((isConflict && !overwrite) || current === origin) continue;
      entries.push({ kind, key, value: null, origin, previous: current });
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
    // A later label may be overwritten, but not that a beat was deleted, moved away or put there since.
    const held = rows.map((row, index) => changed[index] && !(overwrite && hasAsManyBeats(row, places[index]!)));
    // One half of a move would leave the beat twice or not at all.
    const isHeld = action === 'moved' && held.includes(true);
    const free = (_: unknown, index: number) => !isHeld && !held[index];
    const beats = changesBack(session, rows.filter(free), places.filter(free));
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
    tables.steps.mark(session.number, last.step, 0);
    const beats = changesBack(session, rows, placesOf(session, rows));
    const { entries } = entriesBack(session, tables.entries.ofStep(last.undone), true);
    return write(session, { action: 'redone', by, target: last.step, beats, entries, from, until });
  }

  /** What taking a step back would meet: beats and values that something decided again since. */
  function meet(sessionId: string, step: number): Met {
    const session = tables.sessions.find(sessionId);
    if (!tables.steps.isStanding(session.number, step)) throw notStanding();
    const all = tables.corrections.ofStep(step);
    const there = placesOf(session, all);
    const changed = (_: unknown, index: number) => isChangedSince(all[index]!, there[index]!);
    const rows = all.filter(changed);
    const places = there.filter(changed);
    const back = new Map(changesBack(session, rows, places).map(({ place, to }) => [place.sample, to.label]));
    const beats = places.map(({ sample, shown }) => ({
      sample,
      now: shown.label,
      back: back.get(sample) ?? shown.label,
    }));
    return { beats, entries: entriesBack(session, tables.entries.ofStep(step), false).conflicts };
  }

  const undo = database.transaction(takeBack);
  const redo = database.transaction(repeat);
  return {
    undo: (sessionId: string, by: string, options: UndoOptions) => undo.immediate(sessionId, by, options),
    redo: (sessionId: string, by: string) => redo.immediate(sessionId, by),
    meet: database.transaction(meet),
  };
}

/** A function of a number that asks once for each. */
function remembered(ask: (value: number) => boolean): (value: number) => boolean {
  const answers = new Map<number, boolean>();
  return (value) => {
    const known = answers.get(value) ?? ask(value);
    answers.set(value, known);
    return known;
  };
}

/** Whether something else decided the beat after the correction. Steps from before schema 3 are known by their label only. */
function isChangedSince(row: CorrectionRow, { shown }: PlaceState): boolean {
  if ((shown.source === person) !== (row.to_source === person)) return true;
  if (shown.source !== person) return false;
  if (shown.step === 0 || row.to_step === 0) return shown.label !== row.to_label;
  return shown.step !== row.to_step;
}

function hasAsManyBeats(row: CorrectionRow, { shown }: PlaceState): boolean {
  return (row.to_label === noBeat) === (shown.label === noBeat);
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
