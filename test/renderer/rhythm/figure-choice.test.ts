import { describe, expect, test } from 'vitest';

import { choiceMask } from '../../../renderer/rhythm/figure-choice.ts';

const open = { least: null, most: null };
const intervals = {
  revision: 1,
  samples: Int32Array.of(0, 1, 2, 3),
  labels: Uint8Array.of(0, 2, 2, 255),
  before: Float32Array.of(Number.NaN, 500, 700, 800),
  after: Float32Array.of(500, 1300, 900, Number.NaN),
  prematurity: Float32Array.of(Number.NaN, 0.6, 0.8, 1),
};
const every = { classes: [true, true, true, true, true, true], before: open, after: open, prematurity: open };

describe('beats chosen by figures', () => {
  test('are all beats while nothing is limited', () => {
    expect([...choiceMask(intervals, every)]).toEqual([1, 1, 1, 1]);
  });

  test('are those of the classes that are ticked', () => {
    const ventricular = { ...every, classes: [false, false, true, false, false, false] };
    expect([...choiceMask(intervals, ventricular)]).toEqual([0, 1, 1, 0]);
  });

  test('lie within the limits, both ends included, and have the figure that is limited', () => {
    expect([...choiceMask(intervals, { ...every, before: { least: 500, most: 700 } })]).toEqual([0, 1, 1, 0]);
    expect([...choiceMask(intervals, { ...every, after: { least: 1000, most: null } })]).toEqual([0, 1, 0, 0]);
    expect([...choiceMask(intervals, { ...every, prematurity: { least: null, most: 0.75 } })]).toEqual([0, 1, 0, 0]);
  });
});
