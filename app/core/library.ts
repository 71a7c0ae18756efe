import { rm } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';

import type { ApplicationContract } from '../contract/application.ts';
import { CaliperError } from '../contract/errors.ts';
import type { RecordingRow } from '../contract/records.ts';
import type { Emit, Handlers } from '../rpc/contract.ts';
import type { Store } from '../store/store.ts';
import { analyseItem, type AnalyseItem } from './analyse-item.ts';
import type { Analysis } from './analysis.ts';
import { importRecordings } from './import.ts';
import type { JobContext, Jobs } from './jobs.ts';
import type { Logger } from './logger.ts';
import type { Overviews } from './overviews.ts';
import type { OpenRecordings } from './recordings.ts';
import { removeOwnFiles } from './remove-files.ts';
import type { Uploads } from './uploads.ts';

export interface LibraryDependencies {
  readonly store: Store;
  readonly analysis: Analysis;
  readonly jobs: Jobs;
  readonly uploads: Uploads;
  readonly recordings: OpenRecordings;
  readonly overviews: Overviews;
  readonly logger: Logger;
  /** The recording as whoever reads now meets it. */
  readonly ownRow: (row: RecordingRow) => Promise<RecordingRow>;
  readonly emit: Emit<ApplicationContract>;
  readonly dataFolder: string;
  readonly mayImport: (path: string) => boolean;
}

type LibraryCalls =
  | 'library.list'
  | 'library.read'
  | 'library.import'
  | 'library.remove'
  | 'upload.begin'
  | 'upload.write'
  | 'upload.finish'
  | 'upload.cancel'
  | 'analysis.start';

export interface Library {
  readonly handlers: Pick<Handlers<ApplicationContract>, LibraryCalls>;
  /** Imports from paths that need no permission: the command line's arguments, the demo. Returns the job's id. */
  importPaths(paths: readonly string[]): string;
}

/** Recordings: which there are, how they come in, how they are analysed again and how they leave. */
export function createLibrary(dependencies: LibraryDependencies): Library {
  const { store, jobs, uploads, recordings, overviews, emit, dataFolder } = dependencies;
  const changed = (recordingId: string) => emit('library.changed', { recordingId });

  function startImport(
    paths: readonly string[],
    afterwards: (imported: number) => Promise<void> = async () => undefined,
  ): string {
    return jobs.start('import', 'Import', async (context) => {
      let imported = 0;
      try {
        imported = await importRecordings({ ...dependencies, changed }, paths, context);
      } finally {
        await afterwards(imported);
      }
    });
  }

  async function analyseAgain(
    recordingIds: readonly string[],
    how: Pick<AnalyseItem, 'modelId' | 'beats'>,
    context: JobContext,
  ): Promise<void> {
    const names = await Promise.all(recordingIds.map(async (id) => (await store.readRecording(id)).name));
    for (const [index, recordingId] of recordingIds.entries()) {
      context.signal.throwIfAborted();
      const name = names[index] ?? recordingId;
      // Two recordings of one name have a line each.
      const line = names.indexOf(name) === index ? name : `${name} (${index + 1})`;
      context.report({ stage: `analysing ${name}`, done: index, total: recordingIds.length });
      await analyseItem({ ...dependencies, changed }, { line, recordingId, ...how }, context);
    }
    context.report({ stage: 'done', done: recordingIds.length, total: recordingIds.length });
  }

  const handlers: Library['handlers'] = {
    'library.list': async () => Promise.all((await store.listRecordings()).map(dependencies.ownRow)),
    'library.read': async ({ recordingId }) => dependencies.ownRow(await store.readRecording(recordingId)),
    'library.import': ({ paths }) => {
      const refused = paths.find((path) => !isAbsolute(path) || !dependencies.mayImport(path));
      if (refused !== undefined)
        throw new CaliperError(
          'invalid-input',
          `"${refused}" cannot be read from here: choose the files with Import instead.`,
        );
      return { jobId: startImport(paths) };
    },
    'library.remove': async ({ recordingId }) => {
      const { path } = await store.readRecording(recordingId);
      await store.removeRecording(recordingId);
      changed(recordingId);
      recordings.forget(recordingId);
      await overviews.remove(recordingId);
      const others = (await store.listRecordings()).map((row) => row.path);
      await removeOwnFiles(dataFolder, path, others);
      return {};
    },
    'upload.begin': async ({ files }) => ({ uploadId: await uploads.begin(files) }),
    'upload.write': async ({ uploadId, file, offset, bytes }) => {
      await uploads.write(uploadId, file, offset, bytes);
      return {};
    },
    'upload.finish': async ({ uploadId }) => {
      const folder = await uploads.finish(uploadId);
      const jobId = startImport([folder], async () => {
        const used = (await store.listRecordings()).some(({ path }) => dirname(path) === folder);
        if (!used) await rm(folder, { recursive: true, force: true });
      });
      return { jobId };
    },
    'upload.cancel': async ({ uploadId }) => {
      await uploads.cancel(uploadId);
      return {};
    },
    'analysis.start': ({ recordingIds, ...how }) => ({
      jobId: jobs.start('analysis', 'Analysis', (context) => analyseAgain(recordingIds, how, context)),
    }),
  };
  return { handlers, importPaths: (paths) => startImport(paths) };
}
