import { describe, expect, it } from 'vitest';

import { createRandom } from '../../app/signal/random.ts';
import { clearZeroRows, fillMask } from '../../app/training/masks.ts';

describe('dropout masks', () => {
  it.each([0.2, 0.3, 0.5])('keep each value with probability 1 - %f', (rate) => {
    const mask = new Uint8Array(400_003);
    fillMask(mask, rate, createRandom(1));
    for (let lane = 0; lane < 4; lane++) {
      const kept = mask.filter((_, index) => index % 4 === lane).reduce((sum, value) => sum + value, 0);
      expect(kept / 100_000).toBeCloseTo(1 - rate, 2);
    }
    expect(new Set(mask)).toEqual(new Set([0, 1]));
  });

  it('drop neighbours independently of each other', () => {
    const mask = new Uint8Array(400_000);
    fillMask(mask, 0.2, createRandom(2));
    for (const distance of [1, 2, 3, 4, 8]) {
      let both = 0;
      for (let index = distance; index < mask.length; index++) both += mask[index]! & mask[index - distance]!;
      expect(both / (mask.length - distance)).toBeCloseTo(0.64, 2);
    }
  });

  it('are the same for the same random source', () => {
    const masks = [1, 1, 2].map((seed) => {
      const mask = new Uint8Array(100);
      fillMask(mask, 0.3, createRandom(seed));
      return mask;
    });
    expect(masks[0]).toEqual(masks[1]);
    expect(masks[0]).not.toEqual(masks[2]);
  });

  it('are 0 in the last row of every beat where that row stands for no sample', () => {
    const mask = new Uint8Array(12).fill(1);
    clearZeroRows(mask, 3, 2);
    expect([...mask]).toEqual([1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0]);
  });
});
