import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { openRecordingAt } from '../files/folder.ts';

/**
 * Deletes the files of a removed recording where the application holds them itself; files that a person keeps elsewhere stay.
 *
 * @param path main file of the removed recording
 * @param others main files of the recordings that stay
 */
export async function removeOwnFiles(dataFolder: string, path: string, others: readonly string[]): Promise<void> {
  const folder = dirname(path);
  if (dirname(folder) !== join(dataFolder, 'recordings')) return;
  const neighbours = others.filter((other) => dirname(other) === folder);
  if (neighbours.length === 0) return rm(folder, { recursive: true, force: true });
  const kept = new Set((await Promise.all(neighbours.map(filesOf))).flat());
  for (const name of await filesOf(path)) {
    if (!kept.has(name)) await rm(join(folder, name), { force: true });
  }
}

/** Names of all files of a recording, annotations too; none where it cannot be read any more. */
async function filesOf(path: string): Promise<string[]> {
  try {
    const { files, annotators, name } = await openRecordingAt(path);
    return [...files, ...annotators.map((annotator) => `${name}.${annotator}`)];
  } catch {
    return [];
  }
}
