import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { sha256OfFile } from '../../../app/files/sha256.ts';
import { resourcesFolder } from '../../../app/host/resources.ts';
import type { ModelFile } from '../../../app/inference/client.ts';
import { NotHere } from './part.ts';

/** A model that ships, e.g. "clinical". @throws NotHere when it does not */
export async function shippedModel(name: string): Promise<ModelFile> {
  const path = join(resourcesFolder(), 'models', `${name}.onnx`);
  if (!existsSync(path)) throw new NotHere(`resources/models/${name}.onnx does not ship yet.`);
  return { id: name, path, sha256: await sha256OfFile(path) };
}

/** Models trained with one recipe and different seeds: dist/models/RECIPE/seed-N/model.onnx, by seed; may be none. */
export async function trainedSeeds(recipe: string): Promise<{ seed: number; model: ModelFile }[]> {
  const folder = join(resourcesFolder(), '..', 'dist', 'models', recipe);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^seed-\d+$/.test(name));
  const found = [];
  for (const name of names) {
    const path = join(folder, name, 'model.onnx');
    if (!existsSync(path)) continue;
    const seed = Number(name.slice('seed-'.length));
    found.push({ seed, model: { id: `${recipe}-${seed}`, path, sha256: await sha256OfFile(path) } });
  }
  return found.sort((a, b) => a.seed - b.seed);
}
