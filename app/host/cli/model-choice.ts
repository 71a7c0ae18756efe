import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { CaliperError } from '../../contract/errors.ts';
import { cardPathOf, readModelCard } from '../../core/model-card.ts';
import { sha256OfFile } from '../../files/sha256.ts';
import type { ModelFile } from '../../inference/client.ts';
import { resourcesFolder } from '../resources.ts';

/** The model used when none is named: of those that ship, the one made for patients nobody has labelled. */
export const shippedModel = 'clinical';

/**
 * The model that a command line names: a file, the name of one without its ending, or the id on its card.
 *
 * @throws CaliperError `not-found`, `damaged-file` for a card that is none
 */
export async function chooseModel(named: string, dataFolder: string): Promise<ModelFile> {
  if (named.endsWith('.onnx')) return describeModel(named);
  for (const folder of [join(resourcesFolder(), 'models'), join(dataFolder, 'models')]) {
    const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.onnx'));
    for (const file of files) {
      const model = await describeModel(join(folder, file));
      if (model.id === named || basename(file, '.onnx') === named) return model;
    }
  }
  throw unknown(named);
}

async function describeModel(path: string): Promise<ModelFile> {
  if (!existsSync(path)) throw unknown(path);
  const cardPath = cardPathOf(path);
  const id = existsSync(cardPath) ? (await readModelCard(cardPath)).id : basename(path, '.onnx');
  return { id, path, sha256: await sha256OfFile(path) };
}

function unknown(named: string): CaliperError {
  return new CaliperError(
    'not-found',
    `There is no model "${named}": give a .onnx file, or an id that "caliper models list" shows.`,
  );
}
