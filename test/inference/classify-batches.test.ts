import { expect, it } from 'vitest';

import { classifyBatches, type Batch, type Lease, type Supervision } from '../../app/inference/classify-batches.ts';

it('a view into a large buffer is sent without the buffer, which a structured clone would copy whole', async () => {
  const sent: number[] = [];
  const lease: Lease = {
    key: 'model',
    provider: 'cpu',
    worker: {
      isAlive: () => true,
      kill: () => undefined,
      call: async (_name, input) => {
        if ('beats' in input) sent.push(input.beats.buffer.byteLength);
        return { probabilities: new Float32Array(5) } as never;
      },
    },
  };
  const supervision: Supervision = {
    lease: async () => lease,
    ended: async () => undefined,
    succeeded: () => undefined,
    giveBack: () => undefined,
  };
  async function* batches(): AsyncGenerator<Batch> {
    const large = new Float32Array(1000);
    yield { count: 1, beats: large.subarray(100, 287) };
    yield { count: 1, beats: new Float32Array(187) };
  }
  for await (const { count } of classifyBatches(supervision, batches(), 1000, undefined)) expect(count).toBe(1);
  expect(sent).toEqual([187 * 4, 187 * 4]);
});
