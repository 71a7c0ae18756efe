import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { clinicalNetwork } from '../../app/model/architectures/clinical.ts';
import { kachueeNetwork } from '../../app/model/architectures/kachuee.ts';
import { seedNetwork } from '../../app/model/architectures/seed.ts';
import type { Network } from '../../app/model/network.ts';
import { gradientGraph } from '../../app/model/training-graph.ts';
import { createRandom, type Random } from '../../app/signal/random.ts';
import { referenceClinicalNetwork } from '../support/reference-clinical.ts';
import { referenceKachueeNetwork } from '../support/reference-kachuee.ts';
import { referenceSeedNetwork } from '../support/reference-network.ts';
import { inventProblem, type TrainingProblem } from '../support/training-problem.ts';

const classes = 5;
const batch = 3;

type Reference = typeof referenceSeedNetwork;

const networks: [string, Network, Reference][] = [
  ['the network of the study', seedNetwork({ leads: 1, length: 187, features: 0, classes }), referenceSeedNetwork],
  [
    'two leads of another length with extra features',
    seedNetwork({ leads: 2, length: 100, features: 3, classes }),
    referenceSeedNetwork,
  ],
  [
    'lengths that are even before every pooling',
    seedNetwork({ leads: 1, length: 128, features: 1, classes }),
    referenceSeedNetwork,
  ],
  [
    'the network of Kachuee et al.',
    kachueeNetwork({ leads: 1, length: 187, features: 0, classes }),
    referenceKachueeNetwork,
  ],
  [
    'the same for two leads and features',
    kachueeNetwork({ leads: 2, length: 160, features: 2, classes }),
    referenceKachueeNetwork,
  ],
  [
    'the clinical network',
    clinicalNetwork({ leads: 4, length: 40, features: 6, classes }),
    referenceClinicalNetwork({ dropouts: [0, 0, 0.7], dense: 0.4 }),
  ],
];

describe.each(networks)('training graph in double precision: %s', (_title, network, forward) => {
  const problem = inventProblem(network, batch, createRandom(7));
  const result = run(gradientGraph(network, batch, 'float64'), problem);
  const reference = forward(problem.reference, classes);

  it('has the loss of the plain forward pass', async () => {
    expect((await result)['loss']![0]).toBeCloseTo(reference.loss, 12);
  });

  it('has the mean and variance of every normalisation', async () => {
    for (const [name, { mean, variance }] of reference.statistics) {
      expect(greatestDifference(mean, (await result)[`mean.${name}`]!)).toBeLessThan(1e-12);
      expect(greatestDifference(variance, (await result)[`variance.${name}`]!)).toBeLessThan(1e-12);
    }
  });

  it.each([...problem.reference.parameters.keys()])('has the gradient of %s', async (name) => {
    const gradient = (await result)[`gradient.${name}`]!;
    expect(directionalError(forward, problem, name, gradient, createRandom(11))).toBeLessThan(1e-6);
  });
});

describe('training graph in single precision', () => {
  it('has the gradients of double precision to 5e-6', async () => {
    const network = seedNetwork({ leads: 1, length: 187, features: 0, classes });
    const problem = inventProblem(network, batch, createRandom(3));
    const exact = await run(gradientGraph(network, batch, 'float64'), problem);
    const single = await run(gradientGraph(network, batch, 'float32'), problem, true);
    let difference = 0;
    let norm = 0;
    for (const name of problem.reference.parameters.keys()) {
      exact[`gradient.${name}`]!.forEach((value, index) => {
        difference += (value - single[`gradient.${name}`]![index]!) ** 2;
        norm += value ** 2;
      });
    }
    expect(Math.sqrt(difference / norm)).toBeLessThan(5e-6);
  });
});

async function run(model: Uint8Array, problem: TrainingProblem, single = false): Promise<Record<string, Float64Array>> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  const feeds = Object.fromEntries(
    Object.entries(problem.feeds).map(([name, tensor]) => [
      name,
      single && tensor.type === 'float64'
        ? new Tensor('float32', Float32Array.from(tensor.data as Float64Array), tensor.dims)
        : tensor,
    ]),
  );
  const outputs = await session.run(feeds);
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [name, Float64Array.from(tensor.data as Float64Array)]),
  );
}

/**
 * Error of the derivative in a random direction, relative to the gradient's length, against central differences. The smallest of
 * three step sizes counts: a step may cross a kink of ReLU or max pooling, where the derivative itself jumps.
 */
function directionalError(
  forward: Reference,
  problem: TrainingProblem,
  name: string,
  gradient: Float64Array,
  random: Random,
): number {
  const { reference } = problem;
  const values = reference.parameters.get(name)!;
  const direction = values.map(() => random.normal());
  const expected = direction.reduce((sum, value, index) => sum + value * gradient[index]!, 0);
  const length = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
  const lossAt = (step: number) => {
    const moved = values.map((value, index) => value + step * direction[index]!);
    return forward({ ...reference, parameters: new Map([...reference.parameters, [name, moved]]) }, classes).loss;
  };
  let smallest = Infinity;
  for (const step of [1e-5, 1e-6, 1e-7]) {
    const measured = (lossAt(step) - lossAt(-step)) / (2 * step);
    smallest = Math.min(smallest, Math.abs(measured - expected) / Math.max(Math.abs(expected), length));
    if (smallest < 1e-7) break;
  }
  return smallest;
}

function greatestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((greatest, value, index) => Math.max(greatest, Math.abs(value - b[index]!)), 0);
}
