import { describe, expect, it } from 'vitest';

import { cutLength } from '../../app/families/grid.ts';
import { packShapes } from '../../app/families/shape-chunk.ts';
import { createSimilarSearch, type SimilarColumns } from '../../app/families/similar.ts';
import { inOneGo } from '../../app/rhythm/work.ts';
import { drawnBeats } from '../support/drawn-beats.ts';
import { placeBeats } from '../support/grouped-beats.ts';

const shapes = Array.from({ length: 40 }, (_, beat) => Number(beat % 4 === 0));

const noneOf = (beats: number): SimilarColumns => ({
  correlations: new Float32Array(beats),
  otherSizes: new Uint8Array(beats),
});

describe('beats like one beat', () => {
  it('are those of its shape and no others', async () => {
    const { cuts } = await placeBeats(drawnBeats(shapes));
    const search = createSimilarSearch(cuts.subarray(0, cutLength), 1, 0.95);
    const found = noneOf(shapes.length);
    inOneGo(search.search(packShapes(0, shapes.length, 1, cuts), found));
    expect(Array.from(found.correlations, (correlation) => Number(correlation > 0))).toEqual(shapes);
  });

  it('are marked where they have another size', async () => {
    const { cuts } = await placeBeats(drawnBeats(shapes));
    const larger = cuts.slice();
    for (let index = 4 * cutLength; index < 5 * cutLength; index++) larger[index]! *= 3;
    const found = noneOf(8);
    inOneGo(createSimilarSearch(cuts.subarray(0, cutLength), 1, 0.95).search(packShapes(0, 8, 1, larger), found));
    expect(found.correlations[4]).toBeGreaterThan(0.95);
    expect([...found.otherSizes]).toEqual([0, 0, 0, 0, 1, 0, 0, 0]);
  });

  it('are searched for in pieces, so that other work has its turn within a chunk', async () => {
    const { cuts } = await placeBeats(drawnBeats(Array.from({ length: 200 }, () => 0)));
    const search = createSimilarSearch(cuts.subarray(0, cutLength), 1, 0.95);
    expect([...search.search(packShapes(0, 200, 1, cuts), noneOf(200))].length).toBeGreaterThan(1);
  });
});
