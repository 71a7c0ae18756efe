import { readFile, stat } from 'node:fs/promises';

import * as v from 'valibot';

import { CaliperError } from '../contract/errors.ts';
import { ModelCard } from '../contract/model-card.ts';

const maximumCardBytes = 4 * 2 ** 20;

/** Path of the card beside a model file: NAME.onnx has NAME.card.json. */
export function cardPathOf(modelPath: string): string {
  return modelPath.replace(/\.onnx$/, '.card.json');
}

/**
 * Reads and checks a model card.
 *
 * @throws CaliperError `not-found`, `too-large`, `damaged-file`
 */
export async function readModelCard(path: string): Promise<ModelCard> {
  const status = await stat(path).catch((cause: unknown) => {
    throw new CaliperError('not-found', `The model card ${path} is missing.`, { cause });
  });
  if (status.size > maximumCardBytes) throw new CaliperError('too-large', `The model card ${path} is far too long.`);
  try {
    return v.parse(ModelCard, JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new CaliperError('damaged-file', `${path} is no model card of this version: install the model again.`, {
      cause,
    });
  }
}
