import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

import { CaliperError } from '../contract/errors.ts';

/** SHA-256 of the bytes of one or several arrays, one after the other, as 64 lower-case hexadecimal digits. */
export function sha256Of(...parts: readonly NodeJS.ArrayBufferView[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/**
 * SHA-256 of a file, read as a stream.
 *
 * @throws CaliperError `not-found`, `unavailable`
 */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new CaliperError('not-found', `There is no ${path}.`, { cause: error });
    throw new CaliperError('unavailable', `${path} cannot be read (${code}).`, { cause: error });
  }
  return hash.digest('hex');
}
