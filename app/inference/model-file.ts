import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

import { CaliperError } from '../contract/errors.ts';
import { largestModelBytes } from '../model/onnx/metadata.ts';

/**
 * Reads a model file whole, if it is the one that is meant.
 *
 * The bytes that were hashed are the bytes that run: the path is not opened a second time.
 *
 * @param sha256 expected SHA-256 of the file, in hexadecimal
 * @throws CaliperError `not-found`, `too-large`, `conflict` when the file is another one
 */
export async function readModelFile(path: string, sha256: string): Promise<Uint8Array> {
  const bytes = await readWithinLimit(path);
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new CaliperError(
    'conflict',
    `${path} is not the model that was registered: its content has changed; register it again under a new id.`,
  );
}

async function readWithinLimit(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > largestModelBytes) {
      throw new CaliperError('too-large', `${path} is larger than ${largestModelBytes / 2 ** 20} MB.`);
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof CaliperError) throw error;
    throw new CaliperError('not-found', `The model file ${path} cannot be read; choose another model.`, {
      cause: error,
    });
  }
}
