import { statSync } from 'node:fs';

import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import { createBeatInspection } from './beat-detail.ts';
import { allBeats, beatOverview, readBeats } from './beats.ts';
import { createCarriedLabels } from './carry-labels.ts';
import { createChunks } from './chunks.ts';
import { createCurrentLabels } from './current-labels.ts';
import { asCaliperError, openDatabase } from './database.ts';
import { createBeatSearch } from './find-beat.ts';
import { createLabelChanges } from './label-changes.ts';
import { migrations } from './migrations/all.ts';
import { migrate } from './migrations/migrate.ts';
import { createModels } from './models.ts';
import { createRecordings } from './recordings.ts';
import { noInformation } from './run-information.ts';
import { createRuns } from './runs.ts';
import { createSessions } from './sessions.ts';
import { createSteps } from './steps.ts';
import type { Store, StoredRun } from './store.ts';

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
  const changes = createLabelChanges(database, tables, steps);
  const findBeat = createBeatSearch(database, tables);
  const inspectBeat = createBeatInspection(database, tables, carried);
  runs.forgetUnfinished();

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
      answer(() => runs.finish(runId, { provider, toleranceFrames, information })),
    abandonRun: (runId) => answer(() => runs.abandon(runId)),

    currentRun: (sessionId) => answer(() => currentRun(sessionId)),

    allBeats: (sessionId) => answer(() => allBeats(tables, sessionId)),
    readBeats: (sessionId, from, to) => answer(() => readBeats(tables, sessionId, from, to)),
    beatOverview: (sessionId, buckets) => answer(() => beatOverview(tables, sessionId, buckets)),
    inspectBeat: (sessionId, sample) => answer(() => inspectBeat(sessionId, sample)),
    findBeat: (query) => answer(() => findBeat(query)),

    relabel: (sessionId, samples, label, by) => answer(() => changes.relabel(sessionId, samples, label, by)),
    undo: (sessionId, by) => answer(() => changes.undo(sessionId, by)),
    redo: (sessionId, by) => answer(() => changes.redo(sessionId, by)),
    history: (sessionId) => answer(() => steps.history(sessions.find(sessionId).number)),

    entries: async () => [],
    setEntries: () => Promise.reject(new CaliperError('unsupported', 'Entries are not kept yet.')),

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
