import { createHash } from 'node:crypto';

import { encodeCsv } from '../dataset/csv.ts';
import type { LabelledRows } from '../dataset/rows.ts';
import { createAtomicFile } from '../files/atomic-write.ts';

/** SHA-256 of the CSV text of rows, without writing it. */
export function sha256OfCsv(rows: LabelledRows): string {
  const hash = createHash('sha256');
  for (const block of encodeCsv(rows)) hash.update(block);
  return hash.digest('hex');
}

/** Writes rows as CSV. @returns the SHA-256 of the file */
export async function writeCsv(path: string, rows: LabelledRows): Promise<string> {
  const hash = createHash('sha256');
  const file = await createAtomicFile(path);
  try {
    for (const block of encodeCsv(rows)) {
      hash.update(block);
      await file.write(block);
    }
    await file.commit();
  } finally {
    await file.discard();
  }
  return hash.digest('hex');
}
