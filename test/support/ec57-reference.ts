import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Folder of the reference outputs of bxb and rxr (WFDB 10.7.0), or null where it is absent (their tests are then skipped).
 *
 * Looked for beside the public databases: `CALIPER_DATA`/../reference/ec57, else ../shared/reference/ec57.
 */
export function ec57Folder(): string | null {
  const data = process.env['CALIPER_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');
  const folder = join(data, '../reference/ec57');
  return existsSync(folder) ? folder : null;
}
