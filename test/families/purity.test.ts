import { expect, it } from 'vitest';

import { purityOf } from '../../app/families/purity.ts';

it('a beat is pure when it shows the commonest label of its family; single beats and unknown labels are left out', () => {
  expect(purityOf([0, 0, 0, 1, 9, 1], 9, Uint8Array.of(0, 0, 2, 2, 0, 255))).toEqual({
    families: 2,
    beats: 4,
    pure: 3,
    singles: 1,
  });
});
