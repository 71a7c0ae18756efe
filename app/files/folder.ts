import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import { openRecording } from '../formats/registry.ts';
import type { ByteFolder, ByteSource } from '../signal/bytes.ts';
import type { Recording } from '../signal/recording.ts';

/**
 * A folder on disk as a {@link ByteFolder}.
 *
 * A file is opened for each read and closed after it, so that a recording holds no handle between windows: thousands of
 * recordings can be open, and an archive can be moved away while the application runs.
 */
export function openFolder(path: string): ByteFolder {
  const root = resolve(path);
  return {
    async open(name) {
      if (name !== basename(name) || name === '' || name === '.' || name === '..' || /[\\\0]/.test(name)) {
        throw new CaliperError('invalid-input', `"${name.slice(0, 80)}" is not the name of a file in ${root}.`);
      }
      return openFile(join(root, name));
    },
    async list() {
      try {
        const entries = await readdir(root, { withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile() || entry.isSymbolicLink())
          .map((entry) => entry.name)
          .sort();
      } catch (error) {
        throw asReadingError(error, root);
      }
    },
  };
}

/**
 * A file on disk as a {@link ByteSource}.
 *
 * @throws CaliperError `not-found`, `unavailable` when the system does not let us read it
 */
export async function openFile(path: string): Promise<ByteSource> {
  const size = await withFile(path, async (handle) => {
    const status = await handle.stat();
    if (!status.isFile()) throw new CaliperError('invalid-input', `${path} is not a file.`);
    return status.size;
  });
  return {
    size,
    read: (offset, length) =>
      withFile(path, async (handle) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      }),
  };
}

/**
 * Opens the recording at a path, with or without an ending, e.g. "/data/mitdb/100".
 *
 * @throws CaliperError as {@link openRecording}
 */
export async function openRecordingAt(path: string): Promise<Recording> {
  const full = resolve(path);
  const folder = openFolder(dirname(full));
  await folder.list().catch((cause: unknown) => {
    throw new CaliperError('not-found', `There is no recording ${full}: its folder cannot be read.`, { cause });
  });
  return openRecording(folder, basename(full));
}

async function withFile<T>(path: string, use: (handle: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  let handle;
  try {
    // Without waiting: a pipe of this name would never open.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await use(handle);
  } catch (error) {
    throw asReadingError(error, path);
  } finally {
    await handle?.close();
  }
}

function asReadingError(error: unknown, path: string): CaliperError {
  if (error instanceof CaliperError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CaliperError('not-found', `There is no ${path}.`, { cause: error });
  }
  return new CaliperError('unavailable', `${path} cannot be read (${code || String(error)}).`, { cause: error });
}
