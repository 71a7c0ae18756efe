import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { maximumUploadPiece } from '../contract/calls.ts';
import { CaliperError } from '../contract/errors.ts';

/** Files that a browser hands over in pieces, because it has no paths to give. */
export interface Uploads {
  begin(files: readonly { name: string; bytes: number }[]): Promise<string>;
  write(uploadId: string, file: number, offset: number, bytes: Uint8Array): Promise<void>;
  /** Checks that every byte came and returns the folder that now holds the files. */
  finish(uploadId: string): Promise<string>;
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

/** Uploads wait under `dataFolder/uploads` and, once whole, live under `dataFolder/recordings`. */
export async function createUploads(dataFolder: string): Promise<Uploads> {
  const waiting = join(dataFolder, 'uploads');
  await rm(waiting, { recursive: true, force: true });
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
        await handle.write(bytes, 0, bytes.length, offset);
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

    async close() {
      uploads.clear();
      await rm(waiting, { recursive: true, force: true });
    },
  };
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
