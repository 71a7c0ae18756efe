import { expect, it } from 'vitest';
import * as v from 'valibot';

import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';
import { initialState, stateLayout } from '../../app/model/training-state.ts';
import { finalModel, modelOf } from '../../app/training/final-model.ts';
import { planTraining, randomFor } from '../../app/training/plan.ts';
import { networkFor, TrainingOptions, type TrainingRequest } from '../../app/training/request.ts';
import { nameRows } from '../../app/training/scoring.ts';
import { temper } from '../../app/training/temperature.ts';
import { inventRows } from '../support/invent-rows.ts';

const specification = { ...seedSpecification, length: 48 };
const network = networkFor(specification);
const start = initialState(stateLayout(network), randomFor(1, 'weights'));

function request(calibrate: boolean): TrainingRequest {
  const options = v.parse(TrainingOptions, { calibrate, sampling: { draws: 100, classExponent: 0 } });
  return { specification, rows: inventRows(300, 48, 1), options, checkpoint: null };
}

it('without calibration the model is the one that was scored', async () => {
  const plain = request(false);
  const { model, temperature } = await finalModel(plain, network, planTraining(plain), start);
  expect(temperature).toBe(1);
  expect(model).toEqual(modelOf(plain, network, start));
});

it('calibrated, the file gives the probabilities at the temperature that its metadata and its result name', async () => {
  const calibrated = request(true);
  const { model, temperature } = await finalModel(calibrated, network, planTraining(calibrated), start);
  expect(temperature).toBeGreaterThan(1);
  expect(readModelMetadata(model).decision).toEqual({ temperature, priorOdds: [1, 1, 1, 1, 1], strength: 0 });
  const name = (file: Uint8Array) => nameRows(file, calibrated.rows, Int32Array.of(1, 2), network.inputs, 1);
  const expected = temper(await name(modelOf(calibrated, network, start)), 5, temperature);
  (await name(model)).forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 5));
});

it('calibrated, the file tells the natural shares of the classes over those in training', async () => {
  const calibrated = request(true);
  const plan = { ...planTraining(calibrated), before: [80, 20, 0, 0, 0] as const, after: [50, 50, 0, 0, 0] as const };
  const { model } = await finalModel(
    calibrated,
    network,
    { ...plan, before: [...plan.before], after: [...plan.after] },
    start,
  );
  const odds = readModelMetadata(model).decision!.priorOdds;
  [1.6, 0.4, 1, 1, 1].forEach((expected, index) => expect(odds[index]).toBeCloseTo(expected, 12));
});
