import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import { openRecordingAt } from '../files/folder.ts';
import { findRecordingsBelow, mainFile, sha256OfRecording } from '../files/recording-files.ts';
import type { Store } from '../store/store.ts';
import type { Analysis } from './analysis.ts';
import type { JobContext } from './jobs.ts';
import type { Logger } from './logger.ts';

export interface ImportDependencies {
  readonly store: Store;
  readonly analysis: Analysis;
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
  const found = await findAll(paths);
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

async function findAll(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const status = await stat(path).catch(() => null);
    if (status?.isDirectory()) for (const recording of await findRecordingsBelow(path)) found.add(recording);
    else found.add(path.replace(/\.(hea|dat|atr)$/i, ''));
  }
  return [...found].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

async function importOne(
  { store, analysis, logger, changed }: ImportDependencies,
  path: string,
  context: JobContext,
): Promise<boolean> {
  try {
    context.item(path, { state: 'running', note: 'reading' });
    const recording = await openRecordingAt(path);
    const sha256 = await sha256OfRecording(recording, path);
    const known = await store.findRecording(sha256);
    if (known !== null) {
      context.item(path, { state: 'done', note: 'already in the library', progress: 1 });
      return true;
    }
    const recordingId = randomUUID();
    const sessionId = randomUUID();
    const leads = recording.leads.map(({ name, unit, rate, gain, baseline }) => ({ name, unit, rate, gain, baseline }));
    const { name, format, patient, rate, frames, comments, warnings } = recording;
    const importedAt = new Date().toISOString();
    await store.addRecording({
      id: recordingId,
      sessionId,
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
      importedAt,
    });
    changed(recordingId);
    const beats = await analysis.run({
      recordingId,
      signal: context.signal,
      report: (note, progress) => context.item(path, { note, progress }),
    });
    context.item(path, summary(beats, warnings));
    changed(recordingId);
    return true;
  } catch (error) {
    if (context.signal.aborted) {
      context.item(path, { state: 'failed', note: 'stopped' });
      return false;
    }
    if (!(error instanceof CaliperError)) logger.error({ error }, 'import failed');
    const note =
      error instanceof CaliperError ? error.message : 'Something went wrong inside Caliper; the log has the details.';
    context.item(path, { state: 'failed', note, progress: 0 });
    return false;
  }
}

function summary(beats: number | null, warnings: readonly string[]) {
  if (beats === null) return { state: 'warning', note: 'imported, not analysed', progress: 1 } as const;
  const counted = `${beats.toLocaleString('en')} beats`;
  return warnings.length > 0
    ? ({ state: 'warning', note: `${counted}. ${warnings.join(' ')}`, progress: 1 } as const)
    : ({ state: 'done', note: counted, progress: 1 } as const);
}
