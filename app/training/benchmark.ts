import { InferenceSession, Tensor } from 'onnxruntime-node';

import { beatClasses } from '../contract/classes.ts';
import { seedSpecification } from '../model/architectures/seed-specification.ts';
import { seedNetwork } from '../model/architectures/seed.ts';
import { createGraph, encodeGraph } from '../model/graph.ts';
import { inferenceGraph } from '../model/inference-graph.ts';
import { countMultiplyAdds } from '../model/network.ts';
import { initialState, stateLayout, weightsOf } from '../model/training-state.ts';
import { createRandom } from '../signal/random.ts';
import type { TrainingRows } from './request.ts';
import { compareInRounds, type Comparison, type RoundsOptions, type Workload } from './rounds.ts';
import { createStepBuffers, fillSteps } from './step-buffers.ts';
import { stepsPerRun } from './trainer.ts';
import { openTrainingSession } from './training-session.ts';

export interface BenchmarkOptions extends RoundsOptions {
  readonly threads: number;
  readonly batch: number;
}

const network = seedNetwork({ leads: 1, length: 187, features: 0, classes: beatClasses.length });
const matrixSize = 1024;

/**
 * Speed of training the seed network, as `caliper train` does it: dropout masks and batches are made inside the time.
 * The ceiling is a 1024 x 1024 x 1024 product of matrices on the same threads of the same process.
 */
export async function benchmarkTraining(options: BenchmarkOptions): Promise<Comparison> {
  const { batch, threads } = options;
  const session = await openTrainingSession(network, batch, threads);
  const buffers = createStepBuffers(network, batch, stepsPerRun);
  const random = createRandom(1);
  const rows = inventRows(batch * stepsPerRun);
  const order = Int32Array.from({ length: batch * stepsPerRun }, (_, index) => index);
  const filling = { classWeights: beatClasses.map(() => 1), labelSmoothing: 0, augment: null };
  let state = initialState(stateLayout(network), random);
  const workload: Workload = {
    operations: 2 * countMultiplyAdds(network).training * order.length,
    units: order.length,
    async run() {
      fillSteps(buffers, network, rows, order, filling, random);
      ({ state } = await session.run(state, buffers, stepsPerRun, () => 1e-3));
    },
  };
  const result = await compareInRounds(workload, await matrixProduct(threads), 16 * threads, options);
  await session.release();
  return result;
}

/** Speed of naming beats with the seed network, `batch` at a time, beside the same ceiling. */
export async function benchmarkInference(options: BenchmarkOptions): Promise<Comparison> {
  const { batch, threads } = options;
  const layout = stateLayout(network);
  const weights = weightsOf(layout, initialState(layout, createRandom(1)));
  const session = await InferenceSession.create(inferenceGraph(network, weights, seedSpecification), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  const beats = new Tensor('float32', inventRows(batch).beats, [batch, 1, 187]);
  const runs = Math.max(1, Math.round(4096 / batch));
  const workload: Workload = {
    operations: 2 * countMultiplyAdds(network).forward * batch * runs,
    units: batch * runs,
    async run() {
      for (let run = 0; run < runs; run++) await session.run({ beats });
    },
  };
  const result = await compareInRounds(workload, await matrixProduct(threads), 16 * threads, options);
  await session.release();
  return result;
}

async function matrixProduct(threads: number): Promise<Workload> {
  const graph = createGraph('float32');
  const shape = [matrixSize, matrixSize];
  const a = graph.input('a', 'real', shape);
  const b = graph.input('b', 'real', shape);
  graph.output(graph.node('MatMul', [a, b]), 'product', 'real', shape);
  const session = await InferenceSession.create(encodeGraph(graph, 'ceiling'), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
  });
  const random = createRandom(2);
  const matrix = () =>
    new Tensor(
      'float32',
      Float32Array.from({ length: matrixSize ** 2 }, () => random.normal()),
      shape,
    );
  const feeds = { a: matrix(), b: matrix() };
  return {
    operations: 2 * matrixSize ** 3,
    units: 1,
    run: async () => void (await session.run(feeds)),
  };
}

/** Rows that look like beats to the machine: values in [0, 1] and a tail of zeros. */
function inventRows(count: number): TrainingRows {
  const random = createRandom(3);
  const beats = new Float32Array(count * 187);
  for (let row = 0; row < count; row++)
    for (let sample = 0; sample < 110; sample++) beats[row * 187 + sample] = random.uniform();
  const labels = Uint8Array.from({ length: count }, () => random.integer(beatClasses.length));
  return { beats, labels, features: new Float32Array(0) };
}
