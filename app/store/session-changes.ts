import type { Database } from 'better-sqlite3';

import type { StepAction } from '../contract/records.ts';
import { person, type PlaceState } from './beat-states.ts';
import { revisionOf, type BeatTables } from './beats.ts';
import type { BeatState, Corrections } from './corrections.ts';
import { createCounterChange } from './current-labels.ts';
import type { Entries, NewEntry } from './entries.ts';
import { noBeat, shownCode } from './overlay.ts';
import type { Session } from './sessions.ts';
import type { Steps } from './steps.ts';
import type { BeatEdits, SessionChange } from './changes.ts';

export interface ChangeTables extends BeatTables {
  readonly steps: Steps;
  readonly corrections: Corrections;
  readonly entries: Entries;
}

/** One place of a change: what is there and what shall be. */
export interface BeatChange {
  readonly place: PlaceState;
  readonly to: Omit<BeatState, 'step'> & {
    /** The step that the state is from; null: the one being written. */
    readonly step: number | null;
  };
}

/** A step before it is written. */
export interface NewStep {
  readonly action: StepAction;
  readonly by: string;
  readonly target: number | null;
  /** In order of their samples. */
  readonly beats: readonly BeatChange[];
  readonly entries: readonly NewEntry[];
  /** Where it belongs when no beat changes. */
  readonly from: number;
  readonly until: number;
}

export type WriteStep = (session: Session, step: NewStep) => SessionChange;

/** Writes steps: the step, a correction a beat, the entries, what holds now, and the counters. Called in a transaction. */
export function createStepWriter(database: Database, tables: ChangeTables): WriteStep {
  const beginReview = database.prepare("UPDATE sessions SET review = 'in-review' WHERE number = ? AND review = 'new'");

  function write(session: Session, { action, by, target, beats, entries, from, until }: NewStep): SessionChange {
    const number = tables.steps.add({
      session: session.number,
      run: session.run,
      at: new Date().toISOString(),
      by,
      action,
      target,
      label: common(beats.map(({ to }) => to.label)),
      from_label: common(beats.map(({ place }) => place.shown.label)),
      beats: countBeats(beats),
      first_sample: beats[0]?.place.sample ?? from,
      last_sample: beats.at(-1)?.place.sample ?? until,
    });
    const counters = createCounterChange();
    for (const { place, to } of beats) {
      const step = to.step ?? number;
      tables.corrections.add(number, place.sample, place.shown, to, step);
      const { sample, proposed, fileClass } = place;
      if (to.source === person) {
        const { label, code } = to;
        tables.currentLabels.put(session.number, { sample, label, code, proposed, file_class: fileClass, step });
      } else tables.currentLabels.remove(session.number, sample);
      const corrected = { before: place.shown.source === person, after: to.source === person };
      counters.move(place.shown.label, to.label, fileClass, corrected);
    }
    for (const entry of entries) tables.entries.write(session.number, number, entry);
    if (beats.length > 0) tables.sessions.count(session.number, counters);
    if (target === null) {
      tables.steps.push(session.number, number);
      beginReview.run(session.number);
    }
    return {
      sessionId: session.id,
      recordingId: session.recordingId,
      step: tables.steps.describe(number),
      edits: editsOf(beats),
      kinds: [...new Set(entries.map(({ kind }) => kind))],
      revision: revisionOf(session.run, tables.sessions.lastRevision(session.number)),
    };
  }

  return write;
}

/** The label that all beats have, or null; places without a beat have none. */
function common(labels: readonly number[]): number | null {
  const distinct = new Set(labels);
  distinct.delete(noBeat);
  const [label] = distinct;
  return distinct.size === 1 ? label! : null;
}

/** A moved beat changes two places and counts once. */
function countBeats(beats: readonly BeatChange[]): number {
  const before = beats.filter(({ place }) => place.shown.label !== noBeat).length;
  const after = beats.filter(({ to }) => to.label !== noBeat).length;
  return Math.max(before, after);
}

function editsOf(beats: readonly BeatChange[]): BeatEdits {
  return {
    samples: Int32Array.from(beats, ({ place }) => place.sample),
    labels: Uint8Array.from(beats, ({ to }) => to.label),
    sources: Uint8Array.from(beats, ({ to }) => to.source),
    codes: Uint8Array.from(beats, ({ to }) => shownCode(to.label, to.code)),
  };
}
