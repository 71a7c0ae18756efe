import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Folder of one of the public databases, or null where it is absent (tests that need it are then skipped).
 *
 * Looked for in `CALIPER_DATA`, else in `../shared/data` beside the checkout.
 */
export function databaseFolder(name: 'mitdb' | 'nstdb' | 'formats'): string | null {
  const root = process.env['CALIPER_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');
  const folder = join(root, name);
  return existsSync(folder) ? folder : null;
}
