import type { Database } from 'better-sqlite3';

import { notAnalysed } from '../contract/classes.ts';
import type { Chunk, Chunks, LabelColumns } from './chunks.ts';
import { lowerBound, noBeats } from './columns.ts';
import { createCounterChange, type CurrentLabel, type CurrentLabels } from './current-labels.ts';
import { noBeat } from './overlay.ts';
import type { CounterChange } from './sessions.ts';
import type { Steps } from './steps.ts';

export interface CarryTables {
  readonly chunks: Chunks;
  readonly currentLabels: CurrentLabels;
  readonly steps: Steps;
  readonly carried: CarriedLabels;
}

export type CarriedLabels = ReturnType<typeof createCarriedLabels>;

/** Where labels that persons gave to beats of an earlier run went. */
export function createCarriedLabels(database: Database) {
  const insert = database.prepare('INSERT INTO carried_labels (run, sample, from_sample) VALUES (?, ?, ?)');
  const origin = database
    .prepare<[number, number], number>('SELECT from_sample FROM carried_labels WHERE run = ? AND sample = ?')
    .pluck();
  return {
    add(run: number, sample: number, fromSample: number): void {
      insert.run(run, sample, fromSample);
    },
    /** Position in the run before, of a label that lies at `sample` in `run`; null when none was carried there. */
    origin: (run: number, sample: number): number | null => origin.get(run, sample) ?? null,
  };
}

/** A decision in a new run: where it lies now, and where it lay before; null for one that only hides a beat of the run. */
interface CarriedLabel {
  readonly sample: number;
  readonly label: number;
  readonly code: number;
  readonly step: number;
  readonly from: number | null;
}

/**
 * Lays what persons decided over a new run: each decision on the nearest beat within `toleranceFrames`, one a beat, nearest
 * first. A label without a beat stays as an inserted beat. A beat that a person inserted or moved stays exactly where it is,
 * and the run's beat beside it is hidden: it is the same one. A deleted beat hides the one that it falls on.
 *
 * @returns what the decisions change in the session's counters
 */
export function carryLabels(
  tables: CarryTables,
  run: { readonly number: number; readonly session: number },
  toleranceFrames: number,
): CounterChange {
  const counters = createCounterChange();
  const labels = tables.currentLabels.all(run.session);
  if (labels.length === 0) return counters;
  const goals = nearestBeats(positions(tables.chunks, run.number), labels, toleranceFrames);
  const carried = labels.flatMap((entry, index) => carry(entry, goals[index] ?? null));
  carried.sort((first, second) => first.sample - second.sample);

  tables.currentLabels.clear(run.session);
  const proposedAt = proposals(tables.chunks, run.number);
  for (const { sample, label, code, step, from } of carried) {
    const { proposed, fileClass } = proposedAt(sample);
    tables.currentLabels.put(run.session, { sample, label, code, proposed, file_class: fileClass, step });
    if (from !== null) tables.carried.add(run.number, sample, from);
    counters.move(proposed, label, fileClass, { before: false, after: true });
  }
  return counters;
}

function carry({ sample, label, code, step, proposed }: CurrentLabel, goal: number | null): CarriedLabel[] {
  const stays = goal === null || (proposed === noBeat && label !== noBeat);
  const carried = { label, code, step, from: sample };
  if (!stays) return [{ ...carried, sample: goal }];
  const hidden = { label: noBeat, code: 0, step, from: null };
  return goal === null || goal === sample
    ? [{ ...carried, sample }]
    : [
        { ...carried, sample },
        { ...hidden, sample: goal },
      ];
}

/** What the run says of places that are asked for in ascending order. */
function proposals(chunks: Chunks, run: number): (sample: number) => { proposed: number; fileClass: number } {
  let chunk: Chunk | null = null;
  let columns: LabelColumns = noBeats;
  return (sample) => {
    if (!chunk || sample > chunk.last_sample) {
      chunk = chunks.at(run, sample);
      columns = chunk ? chunks.readLabels(chunk) : noBeats;
    }
    const index = lowerBound(columns.samples, sample);
    if (columns.samples[index] !== sample) return { proposed: noBeat, fileClass: notAnalysed };
    return { proposed: columns.labels[index]!, fileClass: columns.fileClasses[index]! };
  };
}

function positions(chunks: Chunks, run: number): Int32Array {
  const parts = chunks.all(run).map((chunk) => chunks.readLabels(chunk).samples);
  const samples = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return samples;
}

/** For every label the beat it moves to, or null. */
function nearestBeats(beats: Int32Array, labels: readonly CurrentLabel[], toleranceFrames: number): (number | null)[] {
  const pairs: { label: number; beat: number; distance: number }[] = [];
  for (const [label, { sample }] of labels.entries()) {
    for (let index = lowerBound(beats, sample - toleranceFrames); index < beats.length; index++) {
      const beat = beats[index]!;
      if (beat > sample + toleranceFrames) break;
      pairs.push({ label, beat, distance: Math.abs(beat - sample) });
    }
  }
  pairs.sort((first, second) => first.distance - second.distance);
  const goals = new Array<number | null>(labels.length).fill(null);
  const taken = new Set<number>();
  for (const { label, beat } of pairs) {
    if (goals[label] !== null || taken.has(beat)) continue;
    goals[label] = beat;
    taken.add(beat);
  }
  return goals;
}
