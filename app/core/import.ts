import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import { openRecordingAt } from '../files/folder.ts';
import { findRecordingsBelow, mainFile, sha256OfRecording } from '../files/recording-files.ts';
import type { Store } from '../store/store.ts';
import { analyseItem, sentenceOf } from './analyse-item.ts';
import type { Analysis } from './analysis.ts';
import type { JobContext } from './jobs.ts';
import type { Logger } from './logger.ts';
import type { Overviews } from './overviews.ts';

export interface ImportDependencies {
  readonly store: Store;
  readonly analysis: Analysis;
  readonly overviews: Overviews;
  readonly logger: Logger;
  /** Announces that a recording was added or changed. */
  readonly changed: (recordingId: string) => void;
}

/**
 * Imports the recordings found at `paths` (files or folders) one by one, and analyses each.
 *
 * One that cannot be read is listed with its reason and leaves no trace; the others go on.
 *
 * @returns how many recordings of these paths the library now holds
 * @throws CaliperError `not-found` when there is no recording at all, `damaged-file` when none could be imported
 */
export async function importRecordings(
  dependencies: ImportDependencies,
  paths: readonly string[],
  context: JobContext,
): Promise<number> {
  context.report({ stage: 'looking for recordings' });
  const found = await findAll(paths, context);
  if (found.length === 0)
    throw new CaliperError(
      'not-found',
      'No recording was found there: choose .hea files, or a folder that holds them.',
    );
  for (const path of found) context.item(path, { state: 'waiting', note: 'waiting' });
  let imported = 0;
  for (const [index, path] of found.entries()) {
    if (context.signal.aborted) return imported;
    context.report({ stage: `importing ${basename(path)}`, done: index, total: found.length });
    if (await importOne(dependencies, path, context)) imported++;
  }
  context.report({ stage: 'done', done: found.length, total: found.length });
  if (imported === 0)
    throw new CaliperError('damaged-file', 'None of these recordings could be imported; each line says why.');
  return imported;
}

async function findAll(paths: readonly string[], context: JobContext): Promise<string[]> {
  const found = new Set<string>();
  const onUnreadable = (folder: string) =>
    context.item(folder, { state: 'failed', note: 'This folder cannot be read.', progress: 0 });
  for (const path of paths) {
    const status = await stat(path).catch(() => null);
    if (!status?.isDirectory()) found.add(path.replace(/\.(hea|dat|atr)$/i, ''));
    else
      for (const recording of await findRecordingsBelow(path, { signal: context.signal, onUnreadable }))
        found.add(recording);
  }
  return [...found].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Imports one recording and analyses it. @returns whether the library now holds it */
async function importOne(dependencies: ImportDependencies, path: string, context: JobContext): Promise<boolean> {
  const { store, logger } = dependencies;
  context.item(path, { state: 'running', note: 'reading' });
  try {
    const recording = await openRecordingAt(path);
    const sha256 = await sha256OfRecording(recording, path);
    const known = await store.findRecording(sha256);
    if (known !== null) {
      context.item(path, { recordingId: known, state: 'done', note: 'already in the library', progress: 1 });
      return true;
    }
    const recordingId = randomUUID();
    const leads = recording.leads.map(({ name, unit, rate, gain, baseline }) => ({ name, unit, rate, gain, baseline }));
    const { name, format, patient, rate, frames, comments, warnings } = recording;
    await store.addRecording({
      id: recordingId,
      sessionId: randomUUID(),
      name,
      format,
      path: mainFile(recording, path),
      sha256,
      patient,
      rate,
      frames,
      leads,
      comments,
      warnings,
      importedAt: new Date().toISOString(),
    });
    await summarise(dependencies, recordingId, path, context);
    await analyseItem(dependencies, { line: path, recordingId, warnings }, context);
    return true;
  } catch (error) {
    context.item(path, { state: 'failed', note: sentenceOf(error, logger), progress: 0 });
    return false;
  }
}

/** Builds what the recording is seen from afar by. What is wrong with the signal is for the analysis to say. */
async function summarise(
  { overviews, logger }: ImportDependencies,
  recordingId: string,
  line: string,
  context: JobContext,
): Promise<void> {
  const report = (progress: number) => context.item(line, { recordingId, note: 'summarising the signal', progress });
  await overviews
    .build(recordingId, { signal: context.signal, report })
    .catch((error: unknown) => logger.warn({ error }, 'no pyramid'));
}
