import { describe, expect, test } from 'vitest';

import { firstBeatFrom, nearestBeat, shownProbability } from '../../../renderer/waveform/beat-columns.ts';
import { columnsOf } from './columns.ts';

const beats = columnsOf([
  { sample: 100, label: 0, p: 0.9 },
  { sample: 400, label: 2, p: 0.46 },
  { sample: 700, label: 0 },
]);

describe('beats on the screen', () => {
  test('the first beat from a frame on includes one that lies on it', () => {
    expect([firstBeatFrom(beats, 400), firstBeatFrom(beats, 401), firstBeatFrom(beats, 9000)]).toEqual([1, 2, 3]);
  });

  test('a click takes the nearest beat within reach', () => {
    expect([nearestBeat(beats, 290, 144), nearestBeat(beats, 200, 144), nearestBeat(beats, 900, 144)]).toEqual([
      1, 0, -1,
    ]);
  });

  test('the shown probability is that of the shown label', () => {
    expect(shownProbability(beats, 1)).toBeCloseTo(0.46, 4);
  });
});
