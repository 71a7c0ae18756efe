import fc from 'fast-check';
import { expect, it } from 'vitest';

import { runningQuantile } from '../../../app/beat/clinical/running-quantile.ts';

it('gives at every place what sorting the values around it gives', () => {
  const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 0.5, 0.75, 1), (list, radius, share) => {
      const expected = list.map((_, index) => {
        const around = list.slice(Math.max(0, index - radius), index + radius + 1).sort((a, b) => a - b);
        return around[Math.round(share * (around.length - 1))];
      });
      expect([...runningQuantile(Float64Array.from(list), radius, share)]).toEqual(expected);
    }),
  );
});
