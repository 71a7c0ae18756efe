import { InferenceSession, Tensor } from 'onnxruntime-node';

import { adamCoefficients } from '../model/adam.ts';
import { beatsRowWidth } from '../model/beats-row.ts';
import type { Network } from '../model/network.ts';
import { trainingGraph } from '../model/training-graph.ts';
import { stateLayout, type TrainingState } from '../model/training-state.ts';
import type { StepBuffers } from './step-buffers.ts';

export interface StepsResult {
  readonly state: TrainingState;
  /** Sum over the steps of the mean loss of each batch. */
  readonly loss: number;
  /** Beats named right while they were learned from (with dropout). */
  readonly correct: number;
}

/** The training graph of one network, loaded. A run blocks the thread while it works. */
export interface TrainingSession {
  /**
   * Takes `steps` steps from `state`; the state given stays as it was.
   *
   * @param learningRate of a step, counted from 0 over the whole training
   */
  run(
    state: TrainingState,
    buffers: StepBuffers,
    steps: number,
    learningRate: (step: number) => number,
  ): Promise<StepsResult>;
  release(): Promise<void>;
}

/**
 * Builds and loads the training graph on the CPU.
 *
 * @param weightDecay what weights lose in a step, times the learning rate
 */
export async function openTrainingSession(
  network: Network,
  batch: number,
  threads: number,
  weightDecay = 0,
): Promise<TrainingSession> {
  const session = await InferenceSession.create(trainingGraph(network, batch, weightDecay > 0), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
  });
  const layout = stateLayout(network);
  const { leads, length, features, classes } = network.inputs;
  const width = beatsRowWidth(length, leads);

  function feedsOf(state: TrainingState, buffers: StepBuffers, steps: number, learningRate: (step: number) => number) {
    const real = (values: Float32Array, shape: readonly number[]) => new Tensor('float32', values, shape);
    const slice = (values: Float32Array, ...shape: number[]) =>
      real(values.subarray(0, steps * batch * shape.reduce((product, size) => product * size, 1)), [
        steps,
        batch,
        ...shape,
      ]);
    const coefficients = Array.from({ length: steps }, (_, index) =>
      adamCoefficients(state.step + index + 1, learningRate(state.step + index)),
    );
    const feeds: Record<string, Tensor> = {
      steps: new Tensor('int64', BigInt64Array.of(BigInt(steps)), []),
      beats: slice(buffers.beats, width),
      targets: slice(buffers.targets, classes),
      rate: real(
        Float32Array.from(coefficients, ({ rate }) => rate),
        [steps],
      ),
      epsilon: real(
        Float32Array.from(coefficients, ({ epsilon }) => epsilon),
        [steps],
      ),
      statistics: real(state.statistics, [layout.statisticsSize]),
    };
    if (weightDecay > 0)
      feeds['decay'] = real(
        Float32Array.from(coefficients, (_, index) => weightDecay * learningRate(state.step + index)),
        [steps],
      );
    if (features > 0) feeds['features'] = slice(buffers.features, features);
    for (const { definition, values } of buffers.masks) {
      const { name, rows, columns } = definition;
      const used = values.subarray(0, steps * batch * rows * columns);
      feeds[`mask.${name}`] = new Tensor('uint8', used, [steps, batch, rows, columns]);
    }
    layout.groups.forEach(({ name, size }, index) => {
      feeds[`parameter.${name}`] = real(state.parameters[index]!, [size]);
      feeds[`mean.${name}`] = real(state.means[index]!, [size]);
      feeds[`square.${name}`] = real(state.squares[index]!, [size]);
    });
    return feeds;
  }

  return {
    async run(state, buffers, steps, learningRate) {
      const results = await session.run(feedsOf(state, buffers, steps, learningRate));
      const read = (name: string) => results[name]!.data as Float32Array;
      const group = (kind: string) => layout.groups.map(({ name }) => read(`next.${kind}.${name}`));
      const metrics = read('metrics');
      return {
        state: {
          step: state.step + steps,
          parameters: group('parameter'),
          means: group('mean'),
          squares: group('square'),
          statistics: read('next.statistics'),
        },
        loss: metrics[0]!,
        correct: metrics[1]!,
      };
    },
    release: () => session.release(),
  };
}
