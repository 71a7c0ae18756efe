import { platform } from 'node:os';
import { join } from 'node:path';

import type { ApplicationContract } from '../contract/application.ts';
import type { ApplicationInfo } from '../contract/records.ts';
import type { Inference } from '../inference/client.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import { createAnalysis } from './analysis.ts';
import { announceChanges } from './announce-changes.ts';
import { beatHandlers } from './beats.ts';
import { createBlindness, type Blindness } from './blind.ts';
import { correctionHandlers } from './corrections.ts';
import { doubleReadingHandlers } from './double-reading.ts';
import { createEntryChanges } from './entry-changes.ts';
import { exportHandlers } from './export/export.ts';
import { familiesHandlers } from './families.ts';
import { createJobs } from './jobs.ts';
import { createLibrary } from './library.ts';
import type { Logger } from './logger.ts';
import { modelHandlers } from './model-handlers.ts';
import { createModels } from './models.ts';
import { createOverviews } from './overviews.ts';
import { createReaders, readersHandlers } from './readers.ts';
import { createOpenRecordings } from './recordings.ts';
import { reportHandlers } from './report.ts';
import { createOpenSessions } from './session-columns.ts';
import { resultsHandlers } from './results.ts';
import { rhythmHandlers } from './rhythm.ts';
import { runHandlers } from './run-handlers.ts';
import { queueHandlers } from './queue.ts';
import { createQueueSessions } from './queue-sessions.ts';
import { signalHandlers } from './signals.ts';
import { createUploads } from './uploads.ts';
import { whyHandlers } from './why.ts';

/** Everything the core is made of; a door decides what each of them is. */
export interface CoreDependencies {
  readonly store: Store;
  readonly inference: Inference;
  readonly logger: Logger;
  readonly host: ApplicationInfo['host'];
  readonly version: string;
  /** Name under which corrections are written down. */
  readonly reader: string;
  readonly dataFolder: string;
  /** Folder of the shipped models. */
  readonly modelsFolder: string;
  /** Whether recordings may be imported from a path: a browser has none to give, so its host refuses them. */
  readonly mayImport: (path: string) => boolean;
}

export interface Core {
  readonly handlers: Handlers<ApplicationContract>;
  /** What every door asks before it lets a call in. */
  readonly guard: Blindness['check'];
  /** Imports from paths that need no permission; returns the job's id. */
  importPaths(paths: readonly string[]): string;
  /** Asks a job to stop. @throws CaliperError `not-found` */
  stopJob(jobId: string): void;
  /** Sends every event to `emit` until the returned function is called. */
  subscribe(emit: Emit<ApplicationContract>): () => void;
  close(): Promise<void>;
}

/** The one place where the parts of the core are put together. */
export async function createCore(dependencies: CoreDependencies): Promise<Core> {
  const { store, inference, logger, dataFolder } = dependencies;
  const listeners = new Set<Emit<ApplicationContract>>();
  const emit: Emit<ApplicationContract> = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };

  const jobs = createJobs(emit, logger);
  const recordings = createOpenRecordings(store);
  const readers = await createReaders(store, dependencies.reader);
  const reader = readers.name;
  const blindness = createBlindness(store, reader);
  const sessions = createOpenSessions(store);
  const queues = createQueueSessions(store, sessions);
  const entries = createEntryChanges(store, reader);
  announceChanges(store, emit);
  const overviews = createOverviews(recordings, join(dataFolder, 'pyramids'), logger);
  const uploads = await createUploads(dataFolder);
  const models = await createModels(store, dependencies.modelsFolder, join(dataFolder, 'models'), logger);
  const analysis = createAnalysis({ store, inference, models, recordings, logger, codeVersion: dependencies.version });

  async function information(): Promise<ApplicationInfo> {
    const active = await models.active();
    const rows = await store.listRecordings();
    return {
      version: dependencies.version,
      host: dependencies.host,
      platform: platform(),
      dataFolder,
      reader: reader(),
      activeModel: active && { id: active.id, sha256: active.sha256 },
      provider: analysis.provider() ?? rows.find(({ provider }) => provider !== null)?.provider ?? null,
      recordings: rows.length,
      bytesUsed: await store.size(),
    };
  }

  const library = createLibrary({
    ...dependencies,
    ownRow: blindness.ownRow,
    analysis,
    jobs,
    uploads,
    recordings,
    overviews,
    emit,
  });

  const corrections = correctionHandlers({ store, recordings, entries, reader });
  const rhythm = rhythmHandlers({ sessions, store, entries });

  return {
    handlers: {
      'application.info': information,
      ...library.handlers,
      ...signalHandlers(recordings, overviews),
      ...beatHandlers(store, sessions),
      ...corrections,
      ...runHandlers({ store, emit }),
      ...resultsHandlers({ store, recordings }),
      ...modelHandlers(models, emit),
      ...queueHandlers({ store, queues, entries }),
      ...whyHandlers({ store, queues, recordings, models, inference }),
      ...rhythmHandlers({ sessions, store, entries }),
      ...familiesHandlers({ store, recordings, sessions, entries, jobs, reader }),
      ...reportHandlers({ store, sessions, entries }),
      ...exportHandlers({
        store,
        sessions,
        readEvents: rhythm['rhythm.events'],
        readComments: corrections['session.comments'],
      }),
      ...readersHandlers(readers, emit),
      ...doubleReadingHandlers({ store, sessions, entries, readers, emit }),
      'jobs.list': () => jobs.list(),
      'job.stop': ({ jobId }) => {
        jobs.stop(jobId);
        return {};
      },
    },
    guard: blindness.check,
    importPaths: library.importPaths,
    stopJob: (jobId) => jobs.stop(jobId),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      const jobsEnded = jobs.close();
      // A job may be waiting for a model to load; it hears of the end when its process is gone.
      await inference.close();
      await jobsEnded;
      await uploads.close();
      await store.close();
    },
  };
}
