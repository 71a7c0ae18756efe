import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { findRecordings } from '../formats/registry.ts';
import type { Recording } from '../signal/recording.ts';
import { openFolder } from './folder.ts';
import { sha256OfFile } from './sha256.ts';

const deepest = 8;

export interface FindOptions {
  readonly signal?: AbortSignal;
  /** Told of each folder that cannot be read; the search goes on. */
  readonly onUnreadable?: (folder: string, reason: unknown) => void;
}

/**
 * Absolute paths of the recordings in a folder and the folders below it, eight levels deep, sorted. Hidden folders and
 * symbolic links are not followed.
 *
 * @throws the signal's reason when aborted
 */
export async function findRecordingsBelow(folder: string, options: FindOptions = {}): Promise<string[]> {
  return (await findIn(resolve(folder), deepest, options)).sort();
}

async function findIn(root: string, depth: number, options: FindOptions): Promise<string[]> {
  options.signal?.throwIfAborted();
  try {
    const here = (await findRecordings(openFolder(root))).map((name) => join(root, name));
    if (depth === 0) return here;
    const entries: Dirent[] = await readdir(root, { withFileTypes: true });
    const below: string[] = [];
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      below.push(...(await findIn(join(root, entry.name), depth - 1, options)));
    }
    return [...here, ...below];
  } catch (error) {
    options.signal?.throwIfAborted();
    options.onUnreadable?.(root, error);
    return [];
  }
}

/** Absolute path of the file that a recording opens by. */
export function mainFile(recording: Recording, path: string): string {
  return join(dirname(resolve(path)), recording.files[0] ?? recording.name);
}

/**
 * SHA-256 over a recording's header and sample files, in order, each as its own SHA-256. Two copies of a recording have
 * the same, whatever their folder; annotations do not count.
 */
export async function sha256OfRecording(recording: Recording, path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of recording.files) hash.update(await sha256OfFile(join(dirname(resolve(path)), file)));
  return hash.digest('hex');
}
