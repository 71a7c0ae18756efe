import { expect, it, vi } from 'vitest';

import { analysisStages } from '../../app/core/analysis-stages.ts';
import { timed } from '../../app/core/timed.ts';
import { recordingOf } from '../support/synthetic-recording.ts';

it('the stages of an analysis add up to its time', async () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now * 1000);
  const recording = recordingOf([new Int32Array(10)]);
  const slow = {
    ...recording,
    read: async () => {
      now += 2;
      return [];
    },
  };
  const stages = analysisStages(slow, 1);
  async function* found(): AsyncGenerator<number> {
    await stages.forFinding.read([0], 0, 1);
    now += 3;
    yield 1;
  }
  async function* cut(): AsyncGenerator<number> {
    for await (const value of timed(found(), stages.finding)) {
      await stages.forPreparing.read([0], 0, 1);
      now += 5;
      yield value;
    }
  }
  for await (const value of timed(cut(), stages.preparing)) now += 7 * value;
  const seconds = stages.seconds().map(({ stage, seconds: taken }) => [stage, taken]);
  clock.mockRestore();
  expect(seconds).toEqual([
    ['loading the model', 1],
    ['reading', 4],
    ['finding beats', 3],
    ['preparing beats', 5],
    ['naming beats', 7],
    ['storing', 0],
  ]);
});
