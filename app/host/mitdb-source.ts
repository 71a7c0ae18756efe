import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import { sha256OfFile } from '../files/sha256.ts';
import { parseChecksums } from './fetch-database.ts';
import { resourcesFolder } from './resources.ts';

/**
 * Compares signals and annotations in a folder with those of MIT-BIH 1.0.0; headers may differ in their comments.
 *
 * @throws CaliperError `not-found` for a missing file, `unsupported` for one that differs
 */
export async function verifyMitdb(folder: string): Promise<void> {
  const expected = parseChecksums(await readFile(join(resourcesFolder(), 'dataset', 'mitdb.sha256'), 'utf8'));
  for (const { file, sha256 } of expected) {
    if (file.endsWith('.hea')) continue;
    const path = join(resolve(folder), file);
    let found: string;
    try {
      found = await sha256OfFile(path);
    } catch (error) {
      if (!(error instanceof CaliperError) || error.code !== 'not-found') throw error;
      throw new CaliperError('not-found', `${path} is missing; fetch the database with "caliper data fetch mitdb".`, {
        cause: error,
      });
    }
    if (found !== sha256) {
      throw new CaliperError(
        'unsupported',
        `${path} is not the file of MIT-BIH 1.0.0 (its SHA-256 differs); fetch the database again.`,
      );
    }
  }
}
