import { describe, expect, it } from 'vitest';

import { cutLength } from '../../app/families/grid.ts';
import { packShapes } from '../../app/families/shape-chunk.ts';
import { createSimilarSearch } from '../../app/families/similar.ts';
import { drawnBeats } from '../support/drawn-beats.ts';
import { placeBeats } from '../support/grouped-beats.ts';

const shapes = Array.from({ length: 40 }, (_, beat) => Number(beat % 4 === 0));

describe('beats like one beat', () => {
  it('are those of its shape and no others', async () => {
    const { cuts } = await placeBeats(drawnBeats(shapes));
    const search = createSimilarSearch(cuts.subarray(0, cutLength), 1, 0.95);
    const found = search.search(packShapes(0, shapes.length, 1, cuts)).map(({ index }) => index);
    expect(found).toEqual(shapes.flatMap((shape, beat) => (shape === 1 ? [beat] : [])));
  });

  it('are marked where they have another size', async () => {
    const { cuts } = await placeBeats(drawnBeats(shapes));
    const larger = cuts.slice();
    for (let index = 4 * cutLength; index < 5 * cutLength; index++) larger[index]! *= 3;
    const found = createSimilarSearch(cuts.subarray(0, cutLength), 1, 0.95).search(packShapes(0, 8, 1, larger));
    expect(found.map(({ index, otherSize }) => [index, otherSize])).toEqual([
      [0, false],
      [4, true],
    ]);
  });
});
