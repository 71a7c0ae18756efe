import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { beatClasses } from '../../app/contract/classes.ts';
import { clinicalNetwork } from '../../app/model/architectures/clinical.ts';
import { kachueeNetwork } from '../../app/model/architectures/kachuee.ts';
import { seedNetwork } from '../../app/model/architectures/seed.ts';
import { inferenceGraph } from '../../app/model/inference-graph.ts';
import type { Network, NetworkInputs } from '../../app/model/network.ts';
import type { ModelSpecification } from '../../app/model/specification.ts';
import { stateLayout, type Weights } from '../../app/model/training-state.ts';
import { createRandom } from '../../app/signal/random.ts';
import { referenceClinicalNetwork } from '../support/reference-clinical.ts';
import { referenceKachueeNetwork } from '../support/reference-kachuee.ts';
import { referenceSeedNetwork, type ReferenceInput } from '../support/reference-network.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';
import { inventProblem } from '../support/training-problem.ts';

const classes = 5;
const networks: [string, Network, typeof referenceSeedNetwork][] = [
  ['the network of the study', seedNetwork({ leads: 1, length: 187, features: 0, classes }), referenceSeedNetwork],
  [
    'the network of Kachuee et al.',
    kachueeNetwork({ leads: 2, length: 187, features: 2, classes }),
    referenceKachueeNetwork,
  ],
  [
    'the clinical network',
    clinicalNetwork({ leads: 4, length: 104, features: 7, classes }),
    referenceClinicalNetwork({ dropouts: [0, 0, 0.7], dense: 0.4 }),
  ],
  ['two leads with extra features', seedNetwork({ leads: 2, length: 100, features: 3, classes }), referenceSeedNetwork],
];

describe.each(networks)('inference graph: %s', (_title, network, forward) => {
  it('gives the probabilities of the plain forward pass with running statistics', async () => {
    const { inputs } = network;
    const random = createRandom(5);
    const { reference } = inventProblem(network, 4, random);
    const running = new Map(
      stateLayout(network).statistics.map(({ name, channels }) => [
        name,
        {
          mean: Float64Array.from({ length: channels }, () => 0.3 * random.normal()),
          variance: Float64Array.from({ length: channels }, () => 0.5 + random.uniform()),
        },
      ]),
    );
    const single: ReferenceInput = { ...reference, kept: null, running };
    const expected = forward(single, classes).probabilities;

    const model = inferenceGraph(network, weights(single), specification(inputs));
    const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
    const feeds: Record<string, Tensor> = {
      beats: new Tensor('float32', Float32Array.from(reference.beats), [4, inputs.leads, inputs.length]),
    };
    if (inputs.features > 0)
      feeds['features'] = new Tensor('float32', Float32Array.from(reference.features), [4, inputs.features]);
    const actual = (await session.run(feeds))['probabilities']!.data as Float32Array;
    expected.forEach((value, index) => expect(actual[index]).toBeCloseTo(value, 5));
  });
});

function specification(inputs: NetworkInputs): ModelSpecification {
  return {
    ...seedSpecification,
    length: inputs.length,
    leads: inputs.leads === 2 ? ['first', 'second'] : ['first'],
    features: Array.from({ length: inputs.features }, (_, index) => `feature ${index}`),
    classes: [...beatClasses],
  };
}

function weights({ parameters, running }: ReferenceInput): Weights {
  return {
    parameter: (name) => Float32Array.from(parameters.get(name)!),
    statistic(name) {
      const { mean, variance } = running!.get(name)!;
      return { mean: Float32Array.from(mean), variance: Float32Array.from(variance) };
    },
  };
}
