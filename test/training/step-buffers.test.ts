import { describe, expect, it } from 'vitest';

import { seedNetwork } from '../../app/model/architectures/seed.ts';
import { createRandom } from '../../app/signal/random.ts';
import { createStepBuffers, fillSteps, type FillOptions } from '../../app/training/step-buffers.ts';
import type { TrainingRows } from '../../app/training/request.ts';
import { inventRows } from '../support/invent-rows.ts';

const network = seedNetwork({ leads: 1, length: 48, features: 0, classes: 5 });
const plain: FillOptions = { classWeights: [1, 1, 1, 1, 1], labelSmoothing: 0, augment: null };

function fill(options: Partial<FillOptions>, rows: TrainingRows = inventRows(10, 48, 1)) {
  const buffers = createStepBuffers(network, 2, 1);
  fillSteps(buffers, network, rows, Int32Array.of(3, 6), { ...plain, ...options }, createRandom(1));
  return buffers;
}

const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6) as number);

describe('targets of a step', () => {
  it('are 1 at the label', () => {
    expect([...fill({}).targets]).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0, 0]);
  });

  it('smoothed by a tenth, give each class a fiftieth', () => {
    const expected = [0.02, 0.02, 0.02, 0.92, 0.02, 0.02, 0.92, 0.02, 0.02, 0.02];
    expect([...fill({ labelSmoothing: 0.1 }).targets]).toEqual(close(expected));
  });

  it('are multiplied with the weight of the class', () => {
    const { targets } = fill({ classWeights: [1, 3, 1, 0.5, 1] });
    expect([...targets]).toEqual([0, 0, 0, 0.5, 0, 0, 3, 0, 0, 0]);
  });

  it("are a teacher's probabilities where there are any", () => {
    const soft = Float32Array.from({ length: 50 }, (_, index) => (index % 5 === 4 ? 0.6 : 0.1));
    const { targets } = fill({}, { ...inventRows(10, 48, 1), targets: soft });
    expect([...targets]).toEqual(close([0.1, 0.1, 0.1, 0.1, 0.6, 0.1, 0.1, 0.1, 0.1, 0.6]));
  });
});

it('an augmenter meets every row of the step once, after it was copied: the data set stays as it is', () => {
  const rows = inventRows(10, 48, 1);
  const before = rows.beats.slice();
  const met: number[] = [];
  const buffers = fill(
    {
      augment(beats, _features, row) {
        met.push(row);
        beats.fill(7, row * 50, row * 50 + 48);
      },
    },
    rows,
  );
  expect(met).toEqual([0, 1]);
  expect(rows.beats).toEqual(before);
  expect([buffers.beats[0], buffers.beats[97], buffers.beats[98], buffers.beats[99]]).toEqual([7, 7, 0, 1]);
});
