import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { adamCoefficients } from '../../app/model/adam.ts';
import { seedNetwork } from '../../app/model/architectures/seed.ts';
import { initialState, stateLayout, weightsOf } from '../../app/model/training-state.ts';
import { gradientGraph } from '../../app/model/training-graph.ts';
import { createRandom } from '../../app/signal/random.ts';
import { createStepBuffers, fillSteps } from '../../app/training/step-buffers.ts';
import { openTrainingSession } from '../../app/training/training-session.ts';
import { inventRows } from '../support/invent-rows.ts';

const network = seedNetwork({ leads: 1, length: 64, features: 0, classes: 5 });
const layout = stateLayout(network);
const batch = 4;
const rows = inventRows(batch * 2, 64, 1);
const plain = { classWeights: [1, 1, 1, 1, 1], labelSmoothing: 0, augment: null };

async function stepsFrom(counts: readonly number[], weightDecay = 0) {
  const session = await openTrainingSession(network, batch, 1, weightDecay);
  const buffers = createStepBuffers(network, batch, 2);
  let state = initialState(layout, createRandom(1));
  let loss = 0;
  const random = createRandom(9);
  let done = 0;
  for (const count of counts) {
    const chosen = Int32Array.from({ length: count * batch }, (_, index) => done * batch + index);
    fillSteps(buffers, network, rows, chosen, plain, random);
    // Dropout would be drawn differently for the two ways of cutting the steps: keep everything but the zero rows.
    for (const { definition, values } of buffers.masks) {
      values.fill(1);
      const { rows: maskRows, columns, zeroRow } = definition;
      if (zeroRow)
        for (let end = maskRows * columns; end <= values.length; end += maskRows * columns)
          values.fill(0, end - columns, end);
    }
    const result = await session.run(state, buffers, count, () => 1e-3);
    state = result.state;
    loss += result.loss;
    done += count;
  }
  await session.release();
  return { state, loss, buffers };
}

describe('training graph', () => {
  it('gives the same state in one run of two steps as in two runs of one', async () => {
    const together = await stepsFrom([2]);
    const apart = await stepsFrom([1, 1]);
    expect(together.loss).toBeCloseTo(apart.loss, 5);
    together.state.parameters.forEach((group, index) => expect(group).toEqual(apart.state.parameters[index]));
    expect(together.state.statistics).toEqual(apart.state.statistics);
    expect(together.state.step).toBe(2);
  });

  it('moves every parameter against its gradient by the learning rate in the first step, as Adam does', async () => {
    const { state, buffers } = await stepsFrom([1]);
    const outputs = await gradientOutputs(buffers.masks);
    const before = weightsOf(layout, initialState(layout, createRandom(1)));
    const after = weightsOf(layout, state);
    for (const { name } of layout.groups.flatMap((group) => group.members)) {
      const gradient = outputs.get(`gradient.${name}`)!;
      after.parameter(name).forEach((value, index) => {
        const slope = gradient[index]!;
        if (Math.abs(slope) < 1e-5) return;
        expect(value - before.parameter(name)[index]!).toBeCloseTo(-1e-3 * Math.sign(slope), 5);
      });
    }
  });

  it('takes learning rate x weight decay off every weight on top, and nothing off biases and normalisations', async () => {
    const plainly = weightsOf(layout, (await stepsFrom([1])).state);
    const decayed = weightsOf(layout, (await stepsFrom([1], 10)).state);
    const before = weightsOf(layout, initialState(layout, createRandom(1)));
    for (const { name, shape } of layout.groups.flatMap((group) => group.members)) {
      const isWeight = name.endsWith('.weight');
      const biasRow = name.startsWith('skip') ? shape[1]! : 0;
      const value = before.parameter(name);
      decayed.parameter(name).forEach((after, index) => {
        const lost = isWeight && index < value.length - biasRow ? 0.01 * value[index]! : 0;
        expect(after).toBeCloseTo(plainly.parameter(name)[index]! - lost, 6);
      });
    }
  });

  it('moves running statistics a tenth of the way to those of the batch, the variance without bias', async () => {
    const { state, buffers } = await stepsFrom([1]);
    const outputs = await gradientOutputs(buffers.masks);
    const running = weightsOf(layout, state);
    let length = 64;
    for (const { name } of layout.statistics) {
      const samples = batch * length;
      length >>= 1;
      const { mean, variance } = running.statistic(name);
      outputs.get(`mean.${name}`)!.forEach((value, channel) => expect(mean[channel]).toBeCloseTo(0.1 * value, 5));
      outputs.get(`variance.${name}`)!.forEach((value, channel) => {
        expect(variance[channel]).toBeCloseTo(0.9 + (0.1 * value * samples) / (samples - 1), 5);
      });
    }
  });
});

describe('coefficients of Adam with undivided moments', () => {
  it('give the steps of the paper', () => {
    const random = createRandom(4);
    let [m, v, mean, square] = [0, 0, 0, 0];
    for (let step = 1; step <= 50; step++) {
      const gradient = random.normal();
      m = 0.9 * m + 0.1 * gradient;
      v = 0.999 * v + 0.001 * gradient ** 2;
      const expected = (0.01 * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.999 ** step)) + 1e-8);
      mean = 0.9 * mean + gradient;
      square = 0.999 * square + gradient ** 2;
      const { rate, epsilon } = adamCoefficients(step, 0.01);
      expect((rate * mean) / (Math.sqrt(square) + epsilon)).toBeCloseTo(expected, 12);
    }
  });
});

type Masks = Awaited<ReturnType<typeof stepsFrom>>['buffers']['masks'];

/** Outputs of the gradient graph for the first batch and the initial weights. */
async function gradientOutputs(masks: Masks): Promise<ReadonlyMap<string, Float32Array>> {
  const session = await InferenceSession.create(gradientGraph(network, batch, 'float32'), { intraOpNumThreads: 1 });
  const buffers = createStepBuffers(network, batch, 1);
  fillSteps(buffers, network, rows, Int32Array.of(0, 1, 2, 3), plain, createRandom(9));
  const weights = weightsOf(layout, initialState(layout, createRandom(1)));
  const feeds = {
    beats: new Tensor('float32', buffers.beats, [batch, 66]),
    targets: new Tensor('float32', buffers.targets, [batch, 5]),
    ...Object.fromEntries(
      masks.map(({ definition: { name, rows: maskRows, columns }, values }) => [
        `mask.${name}`,
        new Tensor('uint8', values.slice(0, batch * maskRows * columns), [batch, maskRows, columns]),
      ]),
    ),
    ...Object.fromEntries(
      layout.groups
        .flatMap((group) => group.members)
        .map(({ name, shape }) => [`parameter.${name}`, new Tensor('float32', weights.parameter(name), shape)]),
    ),
  };
  const outputs = await session.run(feeds);
  return new Map(Object.entries(outputs).map(([name, tensor]) => [name, tensor.data as Float32Array]));
}
