import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

import { maximumUploadPiece } from '../contract/calls.ts';
import { CaliperError } from '../contract/errors.ts';
import { isRunning } from '../store/processes.ts';

/** Files that a browser hands over in pieces, because it has no paths to give. */
export interface Uploads {
  begin(files: readonly { name: string; bytes: number }[]): Promise<string>;
  write(uploadId: string, file: number, offset: number, bytes: Uint8Array): Promise<void>;
  /** Checks that every byte came and returns the folder that now holds the files. */
  finish(uploadId: string): Promise<string>;
  /** Forgets an upload with all that came of it; one that is not known is gone already. */
  cancel(uploadId: string): Promise<void>;
  /** Removes what was begun and never finished. */
  close(): Promise<void>;
}

interface Upload {
  readonly folder: string;
  readonly files: readonly { name: string; bytes: number }[];
  /** Bytes of each file that have come, in order. */
  readonly received: number[];
}

const maximumTotal = 16 * 2 ** 30;
const maximumOpen = 8;

/** Uploads wait under `dataFolder/uploads`, a folder a process, and, once whole, live under `dataFolder/recordings`. */
export async function createUploads(dataFolder: string): Promise<Uploads> {
  const shared = join(dataFolder, 'uploads');
  const waiting = join(shared, String(process.pid));
  await removeAbandoned(shared);
  const uploads = new Map<string, Upload>();

  function find(uploadId: string): Upload {
    const upload = uploads.get(uploadId);
    if (!upload) throw new CaliperError('not-found', 'This upload is not known: choose the files again.');
    return upload;
  }

  return {
    async begin(files) {
      if (uploads.size >= maximumOpen)
        throw new CaliperError('conflict', 'Too many uploads are open: wait for one to end.');
      const total = files.reduce((sum, file) => sum + file.bytes, 0);
      if (total > maximumTotal)
        throw new CaliperError('too-large', 'These files are larger than 16 GiB together: import them in parts.');
      refuseDuplicates(files);
      const id = randomUUID();
      const folder = join(waiting, id);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      uploads.set(id, { folder, files, received: files.map(() => 0) });
      return id;
    },

    async write(uploadId, file, offset, bytes) {
      const upload = find(uploadId);
      const announced = upload.files[file];
      if (
        !announced ||
        offset !== upload.received[file] ||
        offset + bytes.length > announced.bytes ||
        bytes.length > maximumUploadPiece
      ) {
        throw new CaliperError(
          'invalid-input',
          'A piece of the upload does not follow the piece before it: choose the files again.',
        );
      }
      const handle = await open(join(upload.folder, announced.name), offset === 0 ? 'w' : 'r+', 0o600);
      try {
        for (let done = 0; done < bytes.length;) {
          done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
        }
        if (offset + bytes.length === announced.bytes) await handle.sync();
      } finally {
        await handle.close();
      }
      upload.received[file] = offset + bytes.length;
    },

    async finish(uploadId) {
      const upload = find(uploadId);
      const missing = upload.files.findIndex((file, index) => upload.received[index] !== file.bytes);
      if (missing >= 0)
        throw new CaliperError(
          'invalid-input',
          `"${upload.files[missing]?.name}" did not arrive whole: choose the files again.`,
        );
      const folder = join(dataFolder, 'recordings', uploadId);
      await mkdir(join(dataFolder, 'recordings'), { recursive: true, mode: 0o700 });
      await rename(upload.folder, folder);
      uploads.delete(uploadId);
      return folder;
    },

    async cancel(uploadId) {
      const upload = uploads.get(uploadId);
      uploads.delete(uploadId);
      if (upload) await rm(upload.folder, { recursive: true, force: true });
    },

    async close() {
      uploads.clear();
      await rm(waiting, { recursive: true, force: true });
      // Only where no other process has uploads under way.
      await rmdir(shared).catch(() => undefined);
    },
  };
}

/** Removes what processes that are gone began, and what an earlier process of our own number did. */
async function removeAbandoned(shared: string): Promise<void> {
  for (const name of await readdir(shared).catch(() => [])) {
    const owner = Number(name);
    if (owner === process.pid || !Number.isInteger(owner) || !isRunning(owner)) {
      await rm(join(shared, name), { recursive: true, force: true });
    }
  }
}

function refuseDuplicates(files: readonly { name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of files) {
    if (name === '.' || name === '..') throw new CaliperError('invalid-input', `"${name}" is not a file name.`);
    if (seen.has(name))
      throw new CaliperError('conflict', `Two files are named "${name}": import their folders one after the other.`);
    seen.add(name);
  }
}
