import { describe, expect, it } from 'vitest';

import { cutLength } from '../../app/families/grid.ts';
import { twoMeans } from '../../app/families/two-means.ts';
import { drawnBeats } from '../support/drawn-beats.ts';
import { placeBeats } from '../support/grouped-beats.ts';

const shapes = Array.from({ length: 40 }, (_, beat) => Number(beat % 4 === 0));

describe('two shapes in one family', () => {
  it('are told apart, the commoner first', async () => {
    const { cuts } = await placeBeats(drawnBeats(shapes));
    const means = twoMeans(cuts, new Int8Array(shapes.length), 1);
    expect(means?.map(({ count }) => count)).toEqual([30, 10]);
  });

  it('are not found among flat lines', () => {
    expect(twoMeans(new Float32Array(4 * cutLength), new Int8Array(4), 1)).toBeNull();
  });
});
