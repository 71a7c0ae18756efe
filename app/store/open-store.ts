import { statSync } from 'node:fs';

import type { Database } from 'better-sqlite3';

import type { ChangeStep } from '../contract/records.ts';
import { createBeatInspection } from './beat-detail.ts';
import { beatOverview, readBeats, readSnapshot } from './beats.ts';
import { createCarriedLabels } from './carry-labels.ts';
import { createChunks } from './chunks.ts';
import { createCorrections } from './corrections.ts';
import { createCurrentLabels } from './current-labels.ts';
import { asCaliperError, openDatabase } from './database.ts';
import { createEdits } from './edits.ts';
import { createEntries } from './entries.ts';
import { createFamilies, forgetUnfinishedFamilies } from './families.ts';
import { createBeatSearch } from './find-beat.ts';
import { migrations } from './migrations/all.ts';
import { migrate } from './migrations/migrate.ts';
import { createModels } from './models.ts';
import { createReaders } from './readers.ts';
import { createRecordings } from './recordings.ts';
import { noInformation } from './run-information.ts';
import { createRuns } from './runs.ts';
import { createSessions } from './sessions.ts';
import { createStepWriter } from './session-changes.ts';
import { createSteps } from './steps.ts';
import type { RunChange, SessionChange } from './changes.ts';
import type { Store, StoredRun } from './store.ts';
import { createUndo } from './undo.ts';

/**
 * Opens the store in a SQLite file, making or migrating it as needed. A resolved promise of a change means that the change
 * is on the disk (WAL, synchronous = FULL).
 *
 * @param path file of the database; its folder is made when absent
 * @throws CaliperError `damaged-file`, `unsupported` (newer schema, another program's file), `read-only`, `unavailable`, `conflict`
 */
export async function openStore(path: string): Promise<Store> {
  const database = openDatabase(path);
  try {
    migrate(database, migrations);
    return assemble(database, path);
  } catch (error) {
    database.close();
    throw asCaliperError(error, path);
  }
}

function assemble(database: Database, path: string): Store {
  const sessions = createSessions(database);
  const chunks = createChunks(database);
  const currentLabels = createCurrentLabels(database);
  const steps = createSteps(database);
  const carried = createCarriedLabels(database);
  const runs = createRuns(database, sessions, chunks, { chunks, currentLabels, steps, carried });
  const tables = { sessions, runs, chunks, currentLabels };
  const recordings = createRecordings(database);
  const models = createModels(database);
  const readers = createReaders(database);
  const entries = createEntries(database);
  const changeTables = { ...tables, steps, corrections: createCorrections(database), entries };
  const writeStep = createStepWriter(database, changeTables);
  const edits = createEdits(database, changeTables, writeStep);
  const undo = createUndo(database, changeTables, writeStep);
  const findBeat = createBeatSearch(database, tables);
  const inspectBeat = createBeatInspection(database, tables, carried, findBeat);
  const listeners = new Set<(change: SessionChange | RunChange) => void>();
  runs.forgetUnfinished();
  forgetUnfinishedFamilies(database);

  function currentRun(sessionId: string): StoredRun | null {
    const { run } = sessions.find(sessionId);
    return run === null ? null : runs.describe(run);
  }

  async function answer<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw asCaliperError(error, path);
    }
  }

  function announce(change: SessionChange | RunChange): void {
    for (const listener of listeners) listener(change);
  }

  /** Makes a change; whoever listens hears of it when it is on the disk. */
  function changing(work: () => SessionChange | null): Promise<ChangeStep | null> {
    return answer(() => {
      const change = work();
      if (change) announce(change);
      return change?.step ?? null;
    });
  }

  return {
    addRecording: (recording) => answer(() => recordings.add(recording)),
    listRecordings: () => answer(() => recordings.list()),
    readRecording: (recordingId) => answer(() => recordings.read(recordingId)),
    findRecording: (sha256) => answer(() => recordings.find(sha256)),
    removeRecording: (recordingId) => answer(() => recordings.remove(recordingId)),
    recordingOfSession: (sessionId) => answer(() => sessions.find(sessionId).recordingId),
    setAnalysis: (sessionId, state, attention) => answer(() => sessions.setAnalysis(sessionId, state, attention)),

    beginRun: (run) => answer(() => runs.begin(run)),
    appendBeats: (runId, beats) => answer(() => runs.append(runId, beats)),
    finishRun: (runId, provider, toleranceFrames, information = noInformation) =>
      answer(() => announce({ sessionId: runs.finish(runId, { provider, toleranceFrames, information }), step: null })),
    abandonRun: (runId) => answer(() => runs.abandon(runId)),

    currentRun: (sessionId) => answer(() => currentRun(sessionId)),

    allBeats: (sessionId) => answer(() => readSnapshot(tables, sessionId)),
    snapshot: (sessionId) => answer(() => readSnapshot(tables, sessionId)),
    readBeats: (sessionId, from, to) => answer(() => readBeats(tables, sessionId, from, to)),
    beatOverview: (sessionId, buckets) => answer(() => beatOverview(tables, sessionId, buckets)),
    inspectBeat: (sessionId, sample) => answer(() => inspectBeat(sessionId, sample)),
    findBeat: (query) => answer(() => findBeat(query)),

    relabel: (sessionId, samples, label, by, code) =>
      changing(() => edits.relabel(sessionId, samples, { label, code }, by)),
    relabelRange: (sessionId, choice, by) => changing(() => edits.relabelRange(sessionId, choice, by)),
    confirm: (sessionId, samples, by) => changing(() => edits.confirm(sessionId, samples, by)),
    insertBeat: (sessionId, place, choice, by) => changing(() => edits.insert(sessionId, place, choice, by)),
    moveBeat: (sessionId, sample, to, by) => changing(() => edits.move(sessionId, sample, to, by)),
    deleteBeats: (sessionId, samples, by) => changing(() => edits.remove(sessionId, samples, by)),
    undo: (sessionId, by, options = {}) =>
      answer(() => {
        const { change, conflicts } = undo.undo(sessionId, by, options);
        if (change) announce(change);
        return { step: change?.step ?? null, conflicts };
      }),
    conflictsOf: (sessionId, step) => answer(() => undo.meet(sessionId, step)),
    redo: (sessionId, by) => changing(() => undo.redo(sessionId, by)),
    history: (sessionId) => answer(() => steps.history(sessions.find(sessionId).number)),

    entries: (sessionId, kind) => answer(() => entries.current(sessions.find(sessionId).number, kind)),
    setEntries: (sessionId, change) => changing(() => edits.setEntries(sessionId, change)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    families: createFamilies(database, (sessionId) => sessions.find(sessionId).number, answer),

    listReaders: () => answer(() => readers.list()),
    addReader: (name) => answer(() => readers.add(name)),
    chosenReader: () => answer(() => readers.chosen()),
    chooseReader: (readerId) => answer(() => readers.choose(readerId)),
    readings: (recordingId) => answer(() => readers.readings(recordingId)),
    describeSession: (sessionId) => answer(() => readers.sessionOf(sessionId)),
    readSession: (sessionId) => answer(() => readers.counts(sessionId)),
    beginReadings: (recordingId, names) => answer(() => readers.begin(recordingId, names)),
    finishReading: (sessionId) => answer(() => readers.finish(sessionId)),
    cancelReadings: (recordingId) => answer(() => readers.cancel(recordingId)),

    registerModel: (model) => answer(() => models.register(model)),
    listModels: () => answer(() => models.list()),
    activeModel: () => answer(() => models.active()),
    activateModel: (modelId) => answer(() => models.activate(modelId)),

    size: () => answer(() => bytesOf(path) + bytesOf(`${path}-wal`)),
    async close() {
      if (!database.open) return;
      runs.forgetUnfinished();
      database.close();
    },
  };
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
