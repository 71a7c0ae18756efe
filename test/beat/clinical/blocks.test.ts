import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { beatsOfBlock, contextBlocks } from '../../../app/beat/clinical/blocks.ts';

describe('contextBlocks', () => {
  it('takes a record of the MIT-BIH database as one block', () => {
    expect(contextBlocks(650_000, 360)).toEqual([{ from: 0, to: 650_000 }]);
  });

  it('lets a remainder under 15 minutes join the block before it', () => {
    const minutes = (count: number) => contextBlocks(count * 60 * 250, 250).map(({ from, to }) => (to - from) / 15_000);
    expect(minutes(10)).toEqual([10]);
    expect(minutes(44)).toEqual([44]);
    expect(minutes(46)).toEqual([30, 16]);
    expect(minutes(24 * 60)).toEqual(Array(48).fill(30));
  });

  it('gives every beat to exactly one block', () => {
    const positions = fc.array(fc.integer({ min: -100, max: 2_000_000 }), { maxLength: 50 });
    fc.assert(
      fc.property(positions, fc.integer({ min: 1, max: 1_900_000 }), (list, frames) => {
        const samples = Int32Array.from(list).sort();
        const blocks = contextBlocks(frames, 200);
        const ranges = blocks.map((block) => beatsOfBlock(samples, block, blocks));
        expect(ranges[0]!.first).toBe(0);
        expect(ranges[ranges.length - 1]!.until).toBe(samples.length);
        ranges.slice(1).forEach(({ first }, index) => expect(first).toBe(ranges[index]!.until));
      }),
    );
  });
});
