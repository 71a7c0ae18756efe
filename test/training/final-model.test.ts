import { expect, it } from 'vitest';
import * as v from 'valibot';

import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';
import { readModelMetadata } from '../../app/model/onnx/metadata.ts';
import { initialState, stateLayout } from '../../app/model/training-state.ts';
import { finalModel, modelOf } from '../../app/training/final-model.ts';
import { planTraining, randomFor, type TrainingPlan } from '../../app/training/plan.ts';
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

it.each<[string, Partial<TrainingOptions>, number]>([
  ['levelled classes', { perClass: 90 }, 0],
  ['the natural mix', { perClass: 0 }, 1],
  ['a drawn mix', { sampling: { classExponent: 0.75, groupExponent: 1, draws: 100, syntheticShare: 0 } }, 0.75],
])('calibrated on %s, the file tells natural odds and where between level and nature it stands', async (...given) => {
  const [, options, strength] = given;
  const plain = request(true);
  const calibrated = { ...plain, options: { ...plain.options, sampling: null, ...options } };
  const plan: TrainingPlan = { ...planTraining(calibrated), before: [80, 20, 0, 0, 0] };
  const { model } = await finalModel(calibrated, network, plan, start);
  expect(readModelMetadata(model).decision).toMatchObject({ priorOdds: [4, 1, 1, 1, 1], strength });
});
