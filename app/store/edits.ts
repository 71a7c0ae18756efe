import type { Database } from 'better-sqlite3';

import { beatClasses, notAnalysed, plainCodes } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { person, stateOfRun, statesAt, type PlaceState } from './beat-states.ts';
import { shownWithin } from './beats.ts';
import type { BeatState } from './corrections.ts';
import { noBeat } from './overlay.ts';
import type { BeatChange, ChangeTables, NewStep, WriteStep } from './session-changes.ts';
import type { Session } from './sessions.ts';
import type { EntriesChange, LabelChoice, RangeChoice, SessionChange } from './changes.ts';

const lastSample = 0x7fffffff - 1;

export type Edits = ReturnType<typeof createEdits>;

/** What a person can do to a session. Each is one transaction and one step; null when nothing changed. */
export function createEdits(database: Database, tables: ChangeTables, write: WriteStep) {
  function finish(
    session: Session,
    beats: readonly BeatChange[],
    entry: Pick<NewStep, 'action' | 'by'>,
  ): SessionChange | null {
    if (beats.length === 0) return null;
    return write(session, { ...entry, target: null, beats, entries: [], from: 0, until: 0 });
  }

  /** The beats at `samples`; every one must be shown. */
  function beatsAt(session: Session, samples: Int32Array): PlaceState[] {
    const places = statesAt(tables, session, samples);
    const missing = places.find(({ shown }) => shown.label === noBeat);
    if (missing) throw noBeatAt(missing.sample);
    return places;
  }

  function relabelled(places: readonly PlaceState[], { label, code }: LabelChoice): BeatChange[] {
    const to = { label, source: person, code: code === 'kept' ? 0 : storedCode(label, code), step: null };
    const isAsWanted = (shown: BeatState) => shown.label === label && (code === 'kept' || shown.code === to.code);
    return places.filter(({ shown }) => shown.source !== person || !isAsWanted(shown)).map((place) => ({ place, to }));
  }

  function relabel(sessionId: string, samples: readonly number[], choice: LabelChoice, by: string) {
    const session = tables.sessions.find(sessionId);
    const places = beatsAt(session, ascending(samples));
    return finish(session, relabelled(places, choice), { action: 'relabelled', by });
  }

  function relabelRange(sessionId: string, { from, to, only, ...choice }: RangeChoice, by: string) {
    const session = tables.sessions.find(sessionId);
    const { samples, labels } = shownWithin(tables, session, from, to);
    const wanted = only === undefined ? samples : samples.filter((_, index) => labels[index] === only);
    return finish(session, relabelled(statesAt(tables, session, wanted), choice), { action: 'relabelled', by });
  }

  function confirm(sessionId: string, samples: readonly number[], by: string) {
    const session = tables.sessions.find(sessionId);
    const beats = beatsAt(session, ascending(samples))
      .filter(({ shown }) => shown.source !== person && shown.label !== notAnalysed)
      .map((place): BeatChange => ({ place, to: { ...place.shown, source: person, step: null } }));
    return finish(session, beats, { action: 'confirmed', by });
  }

  /** What is left when a beat goes: an inserted one leaves nothing, one of the run stays known as deleted. */
  function gone(session: Session, place: PlaceState): BeatChange {
    if (place.proposed === noBeat) return { place, to: stateOfRun(tables, session, noBeat) };
    return { place, to: { label: noBeat, source: person, code: 0, step: null } };
  }

  function remove(sessionId: string, samples: readonly number[], by: string) {
    const session = tables.sessions.find(sessionId);
    const beats = beatsAt(session, ascending(samples)).map((place) => gone(session, place));
    return finish(session, beats, { action: 'deleted', by });
  }

  /** The empty place at `sample`. @throws CaliperError when a beat is nearer than `clearance` frames, `except` one */
  function emptyPlace(session: Session, sample: number, clearance: number, except: number | null): PlaceState {
    if (session.run === null)
      throw new CaliperError('conflict', 'This recording is not analysed yet: analyse it before you add beats.');
    if (!isPosition(sample) || sample >= session.frames)
      throw new CaliperError('invalid-input', `Sample ${sample} lies outside the recording; nothing was changed.`);
    const { samples } = shownWithin(tables, session, Math.max(0, sample - clearance), sample + clearance + 1);
    const near = samples.find((other) => other !== except);
    if (near !== undefined)
      throw new CaliperError(
        'conflict',
        `There is a beat at sample ${near} already, too near to sample ${sample}; nothing was changed.`,
      );
    return statesAt(tables, session, Int32Array.of(sample))[0]!;
  }

  function insert(
    sessionId: string,
    at: { readonly sample: number; readonly clearance: number },
    choice: LabelChoice,
    by: string,
  ) {
    const session = tables.sessions.find(sessionId);
    const place = emptyPlace(session, at.sample, at.clearance, null);
    return finish(session, relabelled([place], choice), { action: 'inserted', by });
  }

  function move(sessionId: string, sample: number, to: { sample: number; clearance: number }, by: string) {
    const session = tables.sessions.find(sessionId);
    const [beat] = beatsAt(session, ascending([sample]));
    if (sample === to.sample) return null;
    const place = emptyPlace(session, to.sample, to.clearance, sample);
    const { label, code } = beat!.shown;
    const moved: BeatState = { label, source: person, code, step: 0 };
    const changes: BeatChange[] = [gone(session, beat!), { place, to: { ...moved, step: null } }];
    changes.sort((first, second) => first.place.sample - second.place.sample);
    return finish(session, changes, { action: 'moved', by });
  }

  function setEntries(sessionId: string, { action, changes, by, from = 0, until = from }: EntriesChange) {
    const session = tables.sessions.find(sessionId);
    const entries = tables.entries.newOf(session.number, changes);
    if (entries.length === 0) return null;
    return write(session, { action, by, target: null, beats: [], entries, from, until });
  }

  /** Each as one transaction that takes the lock at once. */
  const transactions = {
    relabel: database.transaction(relabel),
    relabelRange: database.transaction(relabelRange),
    confirm: database.transaction(confirm),
    remove: database.transaction(remove),
    insert: database.transaction(insert),
    move: database.transaction(move),
    setEntries: database.transaction(setEntries),
  };

  return {
    relabel(sessionId: string, samples: readonly number[], choice: LabelChoice, by: string): SessionChange | null {
      checkLabel(choice.label);
      return transactions.relabel.immediate(sessionId, samples, choice, by);
    },
    relabelRange(sessionId: string, choice: RangeChoice, by: string): SessionChange | null {
      checkLabel(choice.label);
      return transactions.relabelRange.immediate(sessionId, choice, by);
    },
    insert(
      sessionId: string,
      at: { readonly sample: number; readonly clearance: number },
      choice: LabelChoice,
      by: string,
    ): SessionChange | null {
      checkLabel(choice.label);
      return transactions.insert.immediate(sessionId, at, choice, by);
    },
    confirm: transactions.confirm.immediate,
    remove: transactions.remove.immediate,
    move: transactions.move.immediate,
    setEntries: transactions.setEntries.immediate,
  };
}

function checkLabel(label: number): void {
  if (Number.isInteger(label) && label >= 0 && label < beatClasses.length) return;
  throw new CaliperError('invalid-input', `There is no beat class with the index ${label}.`);
}

/** The plain code of a class is stored as 0: it says no more than the class. */
function storedCode(label: number, code: number | undefined): number {
  return code === undefined || code === plainCodes[label] ? 0 : code;
}

function ascending(samples: readonly number[]): Int32Array {
  const strange = samples.find((sample) => !isPosition(sample));
  if (strange !== undefined) throw noBeatAt(strange);
  return Int32Array.from(new Set(samples)).sort();
}

function isPosition(sample: number): boolean {
  return Number.isInteger(sample) && sample >= 0 && sample <= lastSample;
}

function noBeatAt(sample: number): CaliperError {
  return new CaliperError('not-found', `There is no beat at sample ${sample}; nothing was changed.`);
}
