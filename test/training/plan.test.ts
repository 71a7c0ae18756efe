import { describe, expect, it } from 'vitest';
import * as v from 'valibot';

import { orderOfEpoch, planTraining, randomFor } from '../../app/training/plan.ts';
import { TrainingOptions, type TrainingRequest } from '../../app/training/request.ts';
import { inventRows } from '../support/invent-rows.ts';
import { seedSpecification } from '../../app/model/architectures/seed-specification.ts';

function request(options: Partial<TrainingOptions> = {}): TrainingRequest {
  return {
    specification: { ...seedSpecification, length: 32 },
    rows: inventRows(500, 32, 1),
    options: v.parse(TrainingOptions, { perClass: 120, ...options }),
    checkpoint: null,
  };
}

describe('rows of a training', () => {
  it('never hold a validation row, nor a copy of one', () => {
    const { training, validation } = planTraining(request());
    const held = new Set(validation);
    expect(training.some((row) => held.has(row))).toBe(false);
    expect(validation).toHaveLength(50);
  });

  it('are as many for every class as was asked for', () => {
    expect(planTraining(request()).before).toEqual([90, 90, 90, 90, 90]);
    expect(planTraining(request()).after).toEqual([120, 120, 120, 120, 120]);
    expect(planTraining(request({ perClass: 0 })).after).toEqual([90, 90, 90, 90, 90]);
  });

  it('follow from the seed alone', () => {
    expect(planTraining(request())).toEqual(planTraining(request()));
    expect(planTraining(request({ seed: 2 })).validation).not.toEqual(planTraining(request()).validation);
  });

  it('come in another order every epoch, each row as often as planned', () => {
    const plan = planTraining(request());
    const first = orderOfEpoch(plan, randomFor(1, 'epoch 1'));
    const second = orderOfEpoch(plan, randomFor(1, 'epoch 2'));
    expect(first).not.toEqual(second);
    expect(first.toSorted()).toEqual(second.toSorted());
  });

  it('are refused when they do not fill a batch', () => {
    expect(() => planTraining(request({ perClass: 5, batch: 32 }))).toThrowError('too small');
  });
});

describe('rows that are drawn', () => {
  const sampling = { classExponent: 0, groupExponent: 1, draws: 1000, syntheticShare: 0 };

  it('come from the training rows as they are, as many as were asked for', () => {
    const plan = planTraining(request({ sampling }));
    const held = new Set(plan.validation);
    const order = orderOfEpoch(plan, randomFor(1, 'epoch 1'));
    expect(order).toHaveLength(1000);
    expect(order.some((row) => held.has(row))).toBe(false);
    expect([plan.training.length, plan.after]).toEqual([450, [200, 200, 200, 200, 200]]);
  });

  it('are others every epoch', () => {
    const plan = planTraining(request({ sampling }));
    const [first, second] = [1, 2].map((epoch) => orderOfEpoch(plan, randomFor(1, `epoch ${epoch}`)).toSorted());
    expect(first).not.toEqual(second);
  });
});

describe('held-out rows', () => {
  it('are those that the data set names', () => {
    const named = request();
    const rows = { ...named.rows, validation: Int32Array.of(7, 3) };
    const plan = planTraining({ ...named, rows, options: { ...named.options, perClass: 0 } });
    expect([...plan.validation]).toEqual([3, 7]);
    expect(plan.training).toHaveLength(498);
  });

  it('drawn by share, are never synthetic', () => {
    const named = request();
    const synthetic = Uint8Array.from({ length: 500 }, (_, row) => (row < 250 ? 1 : 0));
    const plan = planTraining({ ...named, rows: { ...named.rows, synthetic } });
    expect(plan.validation).toHaveLength(25);
    expect(plan.validation.every((row) => row >= 250)).toBe(true);
  });
});

describe('recipe of a training', () => {
  it('does not depend on threads and epochs, so that a resumed training may change them', () => {
    expect(planTraining(request({ threads: 2, epochs: 99 })).recipe).toBe(planTraining(request()).recipe);
  });

  it('depends on every other setting and on the data', () => {
    const recipe = planTraining(request()).recipe;
    expect(planTraining(request({ learningRate: 0.01 })).recipe).not.toBe(recipe);
    const changed = request();
    changed.rows.beats[7] = 0.5;
    expect(planTraining(changed).recipe).not.toBe(recipe);
  });

  it('depends on the number of epochs where the learning rate does', () => {
    const recipe = planTraining(request({ schedule: 'cosine', epochs: 10 })).recipe;
    expect(planTraining(request({ schedule: 'cosine', epochs: 11 })).recipe).not.toBe(recipe);
  });

  it('depends on what comes along with the rows', () => {
    const plain = request();
    const targets = new Float32Array(2500).fill(0.2);
    expect(planTraining({ ...plain, rows: { ...plain.rows, targets } }).recipe).not.toBe(planTraining(plain).recipe);
  });
});
