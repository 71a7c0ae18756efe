import { expect, it } from 'vitest';

import type { Family } from '../../../app/contract/families.ts';
import { referencesFor } from '../../../renderer/families/references.ts';

function family(id: string, label: number | null, count: number): Family {
  return {
    id,
    number: 1,
    count,
    outliers: 0,
    classes: [0, 0, 0, 0, 0],
    label,
    read: 0,
    meanProbability: null,
    medianCorrelation: 1,
    rrBefore: null,
    firstSample: 0,
    mean: new Float32Array(),
    spread: new Float32Array(),
    thumbnails: new Float32Array(),
    places: new Uint32Array(),
    merged: 0,
    split: false,
  };
}

it("a family is compared with this patient's largest families of N and of V, and never with itself", () => {
  const all = [family('a', 0, 900), family('b', 0, 30), family('c', 2, 400), family('d', 3, 60)];
  expect(referencesFor(all[3]!, all).map(({ family: { id }, label }) => `${label} ${id}`)).toEqual(['N a', 'V c']);
  expect(referencesFor(all[0]!, all).map(({ family: { id } }) => id)).toEqual(['c']);
});
