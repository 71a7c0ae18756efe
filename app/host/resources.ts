import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder with what ships beside the code (models, demo recording, data set membership): the nearest `resources`
 * above this file, in a checkout and in a bundle alike.
 */
export function resourcesFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'resources', 'models'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The resources folder is missing from this installation.');
    folder = parent;
  }
  return join(folder, 'resources');
}
