import type { Database } from 'better-sqlite3';

import { beatClasses, notAnalysed } from '../contract/classes.ts';
import type { Chunk, Chunks } from './chunks.ts';
import { joinColumns, lowerBound, noBeats, sliceColumns } from './columns.ts';
import { createCounterChange, type CurrentLabel, type CurrentLabels } from './current-labels.ts';
import type { CounterChange } from './sessions.ts';
import type { AnalysedBeats } from './store.ts';
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

/**
 * Lays the labels of persons over a new run: each on the nearest beat within `toleranceFrames`, one label a beat, nearest
 * first; a label without a beat gets one of its own, which the model has not analysed.
 *
 * @returns what the labels change in the session's counters
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
  const own = labels.filter((_, index) => goals[index] === null).map((label) => label.sample);
  addBeats(tables.chunks, run.number, Int32Array.from(own));

  tables.currentLabels.clear(run.session);
  const moved = labels
    .map((entry, index) => ({ label: entry.label, from: entry.sample, sample: goals[index] ?? entry.sample }))
    .sort((first, second) => first.sample - second.sample);
  let chunk: Chunk | null = null;
  let columns: Pick<AnalysedBeats, 'samples' | 'labels' | 'fileClasses'> = noBeats;
  for (const { label, from, sample } of moved) {
    if (!chunk || sample > chunk.last_sample) {
      chunk = tables.chunks.at(run.number, sample)!;
      columns = tables.chunks.readLabels(chunk);
    }
    const index = lowerBound(columns.samples, sample);
    const proposed = columns.labels[index]!;
    const fileClass = columns.fileClasses[index]!;
    tables.currentLabels.put(run.session, { sample, label, proposed, file_class: fileClass });
    tables.carried.add(run.number, sample, from);
    counters.move(proposed, label, fileClass, 1);
  }
  return counters;
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

/** Adds beats that only persons know, in the chunks where they belong. */
function addBeats(chunks: Chunks, run: number, samples: Int32Array): void {
  const present = chunks.all(run);
  if (samples.length > 0 && present.length === 0) return chunks.write(run, unanalysed(samples));
  for (const [position, chunk] of present.entries()) {
    const from = position === 0 ? 0 : lowerBound(samples, chunk.first_sample);
    const next = present[position + 1];
    const added = samples.subarray(from, next ? lowerBound(samples, next.first_sample) : samples.length);
    if (added.length > 0) chunks.replace(run, chunk, merge(chunks.read(chunk), added));
  }
}

function merge(beats: AnalysedBeats, added: Int32Array): AnalysedBeats {
  const parts: AnalysedBeats[] = [];
  let from = 0;
  for (const sample of added) {
    const until = lowerBound(beats.samples, sample);
    parts.push(sliceColumns(beats, from, until), unanalysed(Int32Array.of(sample)));
    from = until;
  }
  return joinColumns([...parts, sliceColumns(beats, from, beats.samples.length)]);
}

function unanalysed(samples: Int32Array): AnalysedBeats {
  return {
    samples,
    labels: new Uint8Array(samples.length).fill(notAnalysed),
    probabilities: new Uint16Array(samples.length * beatClasses.length),
    fileCodes: new Uint8Array(samples.length),
    fileClasses: new Uint8Array(samples.length).fill(notAnalysed),
  };
}
