import type { Database } from 'better-sqlite3';

import { beatClasses, labelSources } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import type { ChangeStep } from '../contract/records.ts';
import type { BeatTables } from './beats.ts';
import { lowerBound } from './columns.ts';
import { createCounterChange } from './current-labels.ts';
import type { Session } from './sessions.ts';
import { readStep, type Steps } from './steps.ts';

const person = labelSources.indexOf('person');

/** One beat of a change: what it showed and what it shall show. */
interface LabelChange {
  readonly sample: number;
  readonly proposed: number;
  readonly fileClass: number;
  readonly fromLabel: number;
  readonly fromSource: number;
  readonly toLabel: number;
  readonly toSource: number;
}

interface Target {
  readonly label: number;
  readonly source: number;
}

/** Relabels, undoes and redoes. Each is one transaction: a step, a correction a beat, the current labels, the counters. */
export function createLabelChanges(database: Database, tables: BeatTables, steps: Steps) {
  const beginReview = database.prepare("UPDATE sessions SET review = 'in-review' WHERE number = ? AND review = 'new'");

  /** What the beats at `samples` (ascending) show now; every one must exist. */
  function changesTo(session: Session, samples: Int32Array, targetOf: (index: number) => Target): LabelChange[] {
    const changes: LabelChange[] = [];
    let done = 0;
    while (done < samples.length) {
      const chunk = session.run === null ? null : tables.chunks.at(session.run, samples[done]!);
      if (!chunk || session.run === null) throw noBeat(samples[done]!);
      const columns = tables.chunks.readLabels(chunk);
      const base = tables.runs.source(session.run);
      const end = lowerBound(samples, chunk.last_sample + 1);
      const decided = new Map(
        tables.currentLabels
          .within(session.number, samples[done]!, samples[end - 1]! + 1)
          .map((entry) => [entry.sample, entry.label]),
      );
      for (; done < end; done++) {
        const sample = samples[done]!;
        const index = lowerBound(columns.samples, sample);
        if (columns.samples[index] !== sample) throw noBeat(sample);
        const proposed = columns.labels[index]!;
        const wanted = targetOf(done);
        // What is no longer a person's is what the run says now: the step may be older than the run.
        const target = wanted.source === person ? wanted : { label: proposed, source: base };
        const current = decided.get(sample);
        const fromLabel = current ?? proposed;
        const fromSource = current === undefined ? base : person;
        if (fromLabel === target.label && fromSource === target.source) continue;
        changes.push({
          sample,
          proposed,
          fileClass: columns.fileClasses[index]!,
          fromLabel,
          fromSource,
          toLabel: target.label,
          toSource: target.source,
        });
      }
    }
    return changes;
  }

  function apply(
    session: Session,
    changes: readonly LabelChange[],
    entry: { action: ChangeStep['action']; by: string; label: number | null; target: number | null },
  ): ChangeStep {
    const step = steps.add({
      session: session.number,
      run: session.run!,
      at: new Date().toISOString(),
      ...entry,
      beats: changes.length,
      first_sample: changes[0]!.sample,
      last_sample: changes.at(-1)!.sample,
    });
    const counters = createCounterChange();
    for (const change of changes) {
      steps.addCorrection(step.number, change);
      if (change.toSource === person) {
        const { sample, proposed, fileClass, toLabel } = change;
        tables.currentLabels.put(session.number, { sample, label: toLabel, proposed, file_class: fileClass });
      } else {
        tables.currentLabels.remove(session.number, change.sample);
      }
      const corrected = Number(change.toSource === person) - Number(change.fromSource === person);
      counters.move(change.fromLabel, change.toLabel, change.fileClass, corrected);
    }
    tables.sessions.count(session.number, counters);
    return readStep(step);
  }

  const relabel = database.transaction(
    (sessionId: string, samples: readonly number[], label: number, by: string): ChangeStep | null => {
      const session = tables.sessions.find(sessionId);
      const target = { label, source: person };
      const changes = changesTo(session, ascending(samples), () => target);
      if (changes.length === 0) return null;
      const step = apply(session, changes, { action: 'relabelled', by, label, target: null });
      steps.push(session.number, step.id);
      beginReview.run(session.number);
      return step;
    },
  );

  /** Writes the labels of step `target` again, or those it replaced, as a step of its own. */
  function repeat(session: Session, target: number, action: 'undone' | 'redone', by: string): ChangeStep {
    const corrections = steps.corrections(target);
    const samples = Int32Array.from(corrections, (correction) => correction.sample);
    const changes = changesTo(session, samples, (index) => {
      const { from_label, from_source, to_label, to_source } = corrections[index]!;
      return action === 'undone' ? { label: from_label, source: from_source } : { label: to_label, source: to_source };
    });
    const labels = new Set(changes.map((change) => change.toLabel));
    const label = labels.size === 1 ? changes[0]!.toLabel : null;
    steps.mark(session.number, target, action === 'undone');
    return apply(session, changes, { action, by, label, target });
  }

  const undo = database.transaction((sessionId: string, by: string): ChangeStep | null => {
    const session = tables.sessions.find(sessionId);
    const target = steps.lastStanding(session.number);
    return target === null ? null : repeat(session, target, 'undone', by);
  });

  const redo = database.transaction((sessionId: string, by: string): ChangeStep | null => {
    const session = tables.sessions.find(sessionId);
    const target = steps.firstUndone(session.number);
    return target === null ? null : repeat(session, target, 'redone', by);
  });

  return {
    relabel(sessionId: string, samples: readonly number[], label: number, by: string): ChangeStep | null {
      if (!Number.isInteger(label) || label < 0 || label >= beatClasses.length) {
        throw new CaliperError('invalid-input', `There is no beat class with the index ${label}.`);
      }
      return relabel.immediate(sessionId, samples, label, by);
    },
    undo: (sessionId: string, by: string): ChangeStep | null => undo.immediate(sessionId, by),
    redo: (sessionId: string, by: string): ChangeStep | null => redo.immediate(sessionId, by),
  };
}

function ascending(samples: readonly number[]): Int32Array {
  const strange = samples.find((sample) => !Number.isInteger(sample) || sample < 0 || sample > 0x7fffffff - 1);
  if (strange !== undefined) throw noBeat(strange);
  return Int32Array.from(new Set(samples)).sort();
}

function noBeat(sample: number): CaliperError {
  return new CaliperError('not-found', `There is no beat at sample ${sample}; nothing was changed.`);
}
