import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Core } from '../core/core.ts';

/**
 * Puts the demo recording into an empty library, so that the first start shows work and not an empty list.
 *
 * The files are copied into the data folder: an installation's own folder may move with the next update. Once a person
 * removes it, it stays away, because the copy's folder remains.
 */
export async function importDemo(core: Core, resourcesFolder: string, dataFolder: string): Promise<void> {
  const library = await core.handlers['library.list']({}, { signal: new AbortController().signal });
  if (library.length > 0) return;
  const target = join(dataFolder, 'demo');
  const created = await mkdir(target, { recursive: true, mode: 0o700 });
  if (created === undefined) return;
  const source = join(resourcesFolder, 'demo');
  for (const name of await readdir(source)) await copyFile(join(source, name), join(target, name));
  core.importPaths([target]);
}
