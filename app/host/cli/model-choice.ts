import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { CaliperError } from '../../contract/errors.ts';
import { sha256OfFile } from '../../files/sha256.ts';
import type { ModelFile } from '../../inference/client.ts';
import { resourcesFolder } from '../resources.ts';

/** The model used when none is named: the one that ships. */
export const shippedModel = 'seed';

/**
 * The model that a command line names: a file, or the id of one that ships or was trained here.
 *
 * @throws CaliperError `not-found`
 */
export async function chooseModel(named: string, dataFolder: string): Promise<ModelFile> {
  const candidates = named.endsWith('.onnx')
    ? [named]
    : [join(resourcesFolder(), 'models', `${named}.onnx`), join(dataFolder, 'models', `${named}.onnx`)];
  const path = candidates.find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new CaliperError(
      'not-found',
      `There is no model "${named}": give a .onnx file, or an id that "caliper models list" shows.`,
    );
  return { id: basename(path, '.onnx'), path, sha256: await sha256OfFile(path) };
}
