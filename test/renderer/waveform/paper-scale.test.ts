import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  defaultPixelsPerMillimetre,
  isStandard,
  paperSpeeds,
  pixelsPerMillivolt,
  pixelsPerSecond,
  roundToDevice,
  step,
} from '../../../renderer/waveform/paper-scale.ts';

describe('the scale of the paper', () => {
  test('at 25 mm/s and 4 px/mm a second is 100 px wide', () => {
    expect(pixelsPerSecond({ pixelsPerMillimetre: 4, speed: 25, gain: 10 })).toBe(100);
  });

  test('at 10 mm/mV and 4 px/mm a millivolt is 40 px high', () => {
    expect(pixelsPerMillivolt({ pixelsPerMillimetre: 4, speed: 25, gain: 10 })).toBe(40);
  });

  test('only 25 mm/s with 10 mm/mV is standard', () => {
    const standard = { pixelsPerMillimetre: 4, speed: 25, gain: 10 };
    expect([standard, { ...standard, speed: 50 }, { ...standard, gain: 20 }].map(isStandard)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('a millimetre becomes a whole pixel when that is off by less than 2 %', () => {
    expect(roundToDevice(3.95, 1)).toBe(4);
  });

  test('a millimetre that is far from a whole pixel is kept, but five of them are made whole', () => {
    expect(roundToDevice(96 / 25.4, 1)).toBe(3.8);
  });

  test('an uncalibrated display takes 96 px for an inch', () => {
    expect(Math.abs(defaultPixelsPerMillimetre(1) - 96 / 25.4)).toBeLessThan(0.03);
  });

  test('rounding never moves the scale by 2 % or more', () => {
    fc.assert(
      fc.property(fc.double({ min: 2, max: 8, noNaN: true }), fc.constantFrom(1, 1.25, 1.5, 2, 3), (scale, ratio) => {
        expect(Math.abs(roundToDevice(scale, ratio) / scale - 1)).toBeLessThan(0.02);
      }),
    );
  });

  test('zoom moves through the speeds and stops at either end', () => {
    expect([
      step(paperSpeeds, 25, 1),
      step(paperSpeeds, 25, -1),
      step(paperSpeeds, 100, 1),
      step(paperSpeeds, 2.5, -1),
    ]).toEqual([50, 12.5, 100, 2.5]);
  });
});
