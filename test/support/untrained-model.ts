import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ModelCard } from '../../app/contract/model-card.ts';
import { networkOf } from '../../app/model/architectures/architectures.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';
import { inferenceGraph } from '../../app/model/inference-graph.ts';
import { countParameters } from '../../app/model/network.ts';
import { initialState, stateLayout, weightsOf } from '../../app/model/training-state.ts';
import type { ModelSpecification } from '../../app/model/specification.ts';
import { createRandom } from '../../app/signal/random.ts';

/** Writes the study's network with random weights as model `id`: a real model file whose answers mean nothing. */
export async function writeUntrainedModel(
  folder: string,
  id: string,
  seed = 1,
  specification: ModelSpecification = seedSpecification,
): Promise<ModelCard> {
  const network = networkOf('seed', { leads: 1, length: 187, features: 0, classes: 5 });
  const layout = stateLayout(network);
  const bytes = inferenceGraph(network, weightsOf(layout, initialState(layout, createRandom(seed))), specification);
  const card: ModelCard = {
    id,
    name: `Untrained ${id}`,
    architecture: 'seed',
    createdAt: '2026-01-01T00:00:00.000Z',
    codeVersion: 'test',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    parameters: countParameters(network),
    bytes: bytes.length,
    intendedUse: 'For tests.',
    limitations: [],
    training: {
      protocol: 'none',
      split: 'none',
      lead: 'first',
      mapping: 'aami',
      dataSha256: '',
      seed,
      epochs: 0,
      batch: 32,
      learningRate: 0.001,
      bestEpoch: 0,
      seconds: 0,
      threads: 1,
      provider: 'cpu',
      before: [0, 0, 0, 0, 0],
      after: [0, 0, 0, 0, 0],
    },
    epochs: [],
    test: null,
    seeds: [],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${id}.onnx`), bytes);
  await writeFile(join(folder, `${id}.card.json`), JSON.stringify(card));
  return card;
}
