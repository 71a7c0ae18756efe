import fc from 'fast-check';
import { expect, it } from 'vitest';

import { cutLength } from '../../app/families/grid.ts';
import { packShapes, unpackShape } from '../../app/families/shape-chunk.ts';

it('a kept shape is the shape to half of 1/127 of its greatest value', () => {
  const beat = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: cutLength, maxLength: cutLength });
  fc.assert(
    fc.property(fc.array(beat, { minLength: 1, maxLength: 4 }), (beats) => {
      const cuts = Float32Array.from(beats.flat());
      const chunk = packShapes(0, beats.length, 1, cuts);
      const read = new Float32Array(cutLength);
      beats.forEach((values, place) => {
        unpackShape(chunk, place, 1, read);
        const most = Math.max(...values.map(Math.abs));
        read.forEach((value, index) => expect(Math.abs(value - values[index]!)).toBeLessThanOrEqual(most / 250));
      });
    }),
  );
});
