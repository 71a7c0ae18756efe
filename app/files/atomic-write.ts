import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { CaliperError } from '../contract/errors.ts';

/** A file under construction: nobody sees it under its name before `commit`. */
export interface AtomicFile {
  /** Appends bytes. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Flushes to the disk and gives the file its name, replacing one that had it. */
  readonly commit: () => Promise<void>;
  /** Removes what was written; does nothing after `commit`. */
  readonly discard: () => Promise<void>;
}

/**
 * Starts writing a file that appears whole or not at all: a temporary file in the same folder, fsync, rename, fsync of the
 * folder. A crash leaves the old file or the new one.
 *
 * @throws CaliperError `unavailable` when the system refuses, naming the path
 */
export async function createAtomicFile(path: string): Promise<AtomicFile> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await orUnavailable(path, open(temporary, 'wx'));
  let finished = false;
  return {
    async write(bytes) {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await orUnavailable(path, handle.write(bytes, done));
        done += bytesWritten;
      }
    },
    async commit() {
      await orUnavailable(path, handle.sync());
      await handle.close();
      await orUnavailable(path, rename(temporary, path));
      finished = true;
      await syncFolder(dirname(path));
    },
    async discard() {
      if (finished) return;
      finished = true;
      await handle.close();
      await rm(temporary, { force: true });
    },
  };
}

/** Writes a file in one step, see {@link createAtomicFile}. */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  const file = await createAtomicFile(path);
  try {
    await file.write(bytes);
    await file.commit();
  } finally {
    await file.discard();
  }
}

/** Makes a rename durable. Windows has no handle for a folder and does not need one. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function orUnavailable<T>(path: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CaliperError('unavailable', `${path} cannot be written (${code}).`, { cause: error });
  }
}
