import { expect, test } from 'vitest';

import { beatsOutside, namedAnnotations } from '../../../app/host/cli/named-annotations.ts';

const named = { samples: Int32Array.of(100, 200, 300, 400), labels: Uint8Array.of(0, 2, 255, 1) };
const stretches = [
  { from: 150, to: 250 },
  { from: 400, to: 500 },
];

test('each beat has the code of its class, and NOISE marks lie between the beats in time order', () => {
  const written = [...namedAnnotations(named, stretches)];
  expect(written.map(({ sample, code }) => [sample, code])).toEqual([
    [100, 1],
    [150, 14],
    [199, 14],
    [200, 5],
    [201, 14],
    [250, 14],
    [300, 30],
    [400, 9],
    [401, 14],
    [500, 14],
  ]);
});

test('a shutdown leaves out the beats inside, and keeps the classes of the others', () => {
  const { samples, labels } = beatsOutside(named, stretches);
  expect([[...samples], [...labels]]).toEqual([
    [100, 300],
    [0, 255],
  ]);
});
