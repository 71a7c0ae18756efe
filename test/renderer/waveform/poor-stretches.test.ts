import { expect, test } from 'vitest';

import { poorStretches } from '../../../renderer/waveform/poor-stretches.ts';

const quality = Uint8Array.of(90, 40, 45, 90, 20, 90, 90, 90, 10);

test('poor seconds beside each other are one stretch', () => {
  expect(poorStretches(quality, 0, 9, 0)).toEqual([
    { from: 1, to: 3 },
    { from: 4, to: 5 },
    { from: 8, to: 9 },
  ]);
});

test('from afar stretches closer than a pixel are one', () => {
  expect(poorStretches(quality, 0, 9, 1)).toEqual([
    { from: 1, to: 5 },
    { from: 8, to: 9 },
  ]);
});

test('only what is on screen is looked at', () => {
  expect(poorStretches(quality, 3.5, 6.2, 0)).toEqual([{ from: 4, to: 5 }]);
});
