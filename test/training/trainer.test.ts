import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

import type { EpochRecord } from '../../app/contract/records.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';
import { TrainingOptions, type TrainingRequest } from '../../app/training/request.ts';
import { scoreModel } from '../../app/training/scoring.ts';
import { train, type TrainingHooks } from '../../app/training/trainer.ts';
import { inventRows } from '../support/invent-rows.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';

const specification = { ...seedSpecification, length: 48 };

function request(options: Partial<TrainingOptions> = {}, checkpoint: Uint8Array | null = null): TrainingRequest {
  return {
    specification,
    rows: inventRows(300, 48, 1),
    options: v.parse(TrainingOptions, { epochs: 3, perClass: 64, ...options }),
    checkpoint,
  };
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
