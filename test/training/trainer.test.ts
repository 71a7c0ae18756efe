import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

import type { EpochRecord } from '../../app/contract/model-card.ts';
import { initialState, stateLayout } from '../../app/model/training-state.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';
import { decodeCheckpoint, type Checkpoint } from '../../app/training/checkpoint.ts';
import { planTraining, randomFor } from '../../app/training/plan.ts';
import { networkFor, TrainingOptions, type TrainingRequest } from '../../app/training/request.ts';
import { scoreModel } from '../../app/training/scoring.ts';
import { train, type TrainingHooks } from '../../app/training/trainer.ts';
import { inventRows } from '../support/invent-rows.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';

const specification = { ...seedSpecification, length: 48 };
const layout = stateLayout(networkFor(specification));

function request(options: Partial<TrainingOptions> = {}, checkpoint: Uint8Array | null = null): TrainingRequest {
  return {
    specification,
    rows: inventRows(300, 48, 1),
    options: v.parse(TrainingOptions, { epochs: 3, perClass: 64, ...options }),
    checkpoint,
  };
}

/** A training with every option away from the study's. */
function everything(checkpoint: Uint8Array | null = null): TrainingRequest {
  const rows = inventRows(300, 48, 1);
  return {
    specification,
    rows: { ...rows, groups: Uint16Array.from({ length: 300 }, (_, row) => row % 7) },
    options: v.parse(TrainingOptions, {
      epochs: 3,
      batch: 16,
      learningRate: 2e-3,
      schedule: 'cosine',
      averaging: 0.99,
      weightDecay: 0.02,
      labelSmoothing: 0.05,
      sampling: { classExponent: 0.5, groupExponent: 0.5, draws: 480 },
      choose: 'last',
      augmentation: { name: 'row' },
    }),
    checkpoint,
  };
}

function stateIn(bytes: Uint8Array, options: Partial<TrainingOptions>): Checkpoint {
  return decodeCheckpoint(bytes, layout, planTraining(request(options)).recipe);
}

interface Heard extends TrainingHooks {
  readonly epochs: EpochRecord[];
  readonly checkpoints: Uint8Array[];
  readonly progress: { epoch: number; step: number; steps: number; secondsLeft: number }[];
}

function listen(stopAfterEpoch = Infinity): Heard {
  const stop = new AbortController();
  const heard: Heard = {
    epochs: [],
    checkpoints: [],
    progress: [],
    signal: stop.signal,
    onProgress: (progress) => heard.progress.push(progress),
    onCheckpoint: (bytes) => heard.checkpoints.push(bytes),
    onEpoch(epoch) {
      heard.epochs.push(epoch);
      if (epoch.epoch === stopAfterEpoch) stop.abort();
    },
  };
  return heard;
}

describe('training', () => {
  it('learns classes that can be told apart, on rows it has never seen', async () => {
    const { model } = await train(request({ epochs: 4 }), listen());
    const fresh = inventRows(200, 48, 99);
    const everyRow = Int32Array.from({ length: 200 }, (_, index) => index);
    const { accuracy } = await scoreModel(model, fresh, everyRow, { leads: 1, length: 48, features: 0 }, 1);
    expect(accuracy).toBeGreaterThan(0.95);
  });

  it('returns the epoch with the best validation macro-F1, scored as the file that ships', async () => {
    const { model, epochs, bestEpoch } = await train(request(), listen());
    const best = epochs[bestEpoch - 1]!;
    expect(best.validationMacroF1).toBe(Math.max(...epochs.map((epoch) => epoch.validationMacroF1)));
    expect(readModelMetadata(model)).toEqual(specification);
  });

  it('gives the same weights for the same seed and others for another', async () => {
    const first = await train(request(), listen());
    const second = await train(request(), listen());
    const other = await train(request({ seed: 2 }), listen());
    expect(second.weightsSha256).toBe(first.weightsSha256);
    expect(second.model).toEqual(first.model);
    expect(other.weightsSha256).not.toBe(first.weightsSha256);
  });

  it('goes on from a checkpoint as if it had never stopped', async () => {
    const whole = await train(request(), listen());
    const stopped = listen(1);
    const part = await train(request(), stopped);
    expect([part.stopped, part.epochs.length]).toEqual([true, 1]);
    const resumed = await train(request({}, stopped.checkpoints[0]), listen());
    const figures = ({ seconds: _, ...rest }: EpochRecord) => rest;
    expect(resumed.epochs.map(figures)).toEqual(whole.epochs.map(figures));
    expect(resumed.weightsSha256).toBe(whole.weightsSha256);
  });

  it('with every option on, gives the same weights for the same seed and goes on from a checkpoint bit for bit', async () => {
    const whole = await train(everything(), listen());
    const again = await train(everything(), listen());
    expect(again.weightsSha256).toBe(whole.weightsSha256);
    const stopped = listen(1);
    await train(everything(), stopped);
    const resumed = await train(everything(stopped.checkpoints[0]), listen());
    expect(resumed.weightsSha256).toBe(whole.weightsSha256);
    expect(resumed.model).toEqual(whole.model);
  });

  it('ships the moving average of its weights, as computed by hand from the weights after each epoch', async () => {
    const plain = listen();
    await train(request({ epochs: 2, choose: 'last' }), plain);
    const averaging = listen();
    await train(request({ epochs: 2, choose: 'last', averaging: 0.9 }), averaging);
    const [first, second] = plain.checkpoints.map((bytes) => stateIn(bytes, { choose: 'last' }).state.parameters);
    const { best } = stateIn(averaging.checkpoints[1]!, { choose: 'last', averaging: 0.9 });
    // Ten steps an epoch, after which the average moves once. It keeps (11 / 20)^10 of itself, then (21 / 30)^10.
    const start = initialState(layout, randomFor(1, 'weights')).parameters;
    best.parameters.forEach((group, index) =>
      group.forEach((value, at) => {
        const afterFirst = 0.55 ** 10 * start[index]![at]! + (1 - 0.55 ** 10) * first![index]![at]!;
        const expected = 0.7 ** 10 * afterFirst + (1 - 0.7 ** 10) * second![index]![at]!;
        if (Math.abs(value - expected) > 1e-6) expect(value).toBeCloseTo(expected, 6);
      }),
    );
  });

  it('keeps the last epoch when told so, even if an earlier one was better', async () => {
    // Labels that have nothing to do with the rows: held-out figures go up and down.
    const rows = { ...inventRows(300, 48, 1), labels: Uint8Array.from({ length: 300 }, (_, row) => (row % 7) % 5) };
    const best = await train({ ...request({ epochs: 5 }), rows }, listen());
    const last = await train({ ...request({ epochs: 5, choose: 'last' }), rows }, listen());
    expect(best.bestEpoch).toBeLessThan(5);
    expect(last.bestEpoch).toBe(5);
    expect(last.weightsSha256).not.toBe(best.weightsSha256);
  });

  it("learns a teacher's answers, where it is given them, instead of the labels", async () => {
    const rows = inventRows(300, 48, 1);
    const targets = Float32Array.from({ length: 1500 }, (_, index) => (index % 5 === 4 ? 1 : 0));
    const { model } = await train({ ...request({ epochs: 2 }), rows: { ...rows, targets } }, listen());
    const ofClassQ = Int32Array.from({ length: 60 }, (_, index) => 5 * index + 4);
    const ofClassN = ofClassQ.map((row) => row - 4);
    const shape = { leads: 1, length: 48, features: 0 };
    expect((await scoreModel(model, rows, ofClassQ, shape, 1)).accuracy).toBe(1);
    expect((await scoreModel(model, rows, ofClassN, shape, 1)).accuracy).toBe(0);
  });

  it('tells its progress and the time that is left', async () => {
    const heard = listen();
    await train(request({ epochs: 2 }), heard);
    expect(heard.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(heard.progress.at(-1)).toMatchObject({ epoch: 2, step: 10, steps: 10, secondsLeft: 0 });
    expect(heard.progress[0]!.secondsLeft).toBeGreaterThan(0);
  });

  it('has nothing to return when it is stopped in its first epoch', async () => {
    const heard = { ...listen(), signal: AbortSignal.abort() };
    await expect(train(request(), heard)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('weighs classes: a class of weight 0 is never learned', async () => {
    const { model } = await train(request({ epochs: 4, classWeights: [0, 1, 1, 1, 1] }), listen());
    const rows = inventRows(100, 48, 5);
    const ofClassN = Int32Array.from({ length: 20 }, (_, index) => 5 * index);
    const { accuracy } = await scoreModel(model, rows, ofClassN, { leads: 1, length: 48, features: 0 }, 1);
    expect(accuracy).toBeLessThan(0.2);
  });

  it('trains a network without batch normalisation as well', async () => {
    const kachuee = {
      ...request({ epochs: 6, learningRate: 3e-3, decay: 0.75 }),
      specification: { ...specification, architecture: 'kachuee', length: 187 },
      rows: inventRows(300, 187, 1),
    };
    const { epochs } = await train(kachuee, listen());
    expect(epochs.at(-1)!.trainingLoss).toBeLessThan(0.5 * epochs[0]!.trainingLoss);
  });

  it('takes two leads and extra features', async () => {
    const rows = inventRows(300, 96, 1);
    const features = Float32Array.from({ length: 600 }, (_, index) => index % 2);
    const result = await train(
      {
        ...request({ epochs: 1 }),
        specification: { ...specification, leads: ['first', 'second'], features: ['a', 'b'] },
        rows: { ...rows, features },
      },
      listen(),
    );
    expect(readModelMetadata(result.model).features).toEqual(['a', 'b']);
  });

  it.each([
    ['no rows', { beats: new Float32Array(0), labels: new Uint8Array(0), features: new Float32Array(0) }],
    ['a sample missing', { ...inventRows(300, 48, 1), beats: new Float32Array(300 * 48 - 1) }],
    ['a sample that is no number', { ...inventRows(300, 48, 1), beats: new Float32Array(300 * 48).fill(NaN) }],
    ['a label that is no class', { ...inventRows(300, 48, 1), labels: new Uint8Array(300).fill(7) }],
  ])('refuses rows with %s', async (_what, rows) => {
    await expect(train({ ...request(), rows }, listen())).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
