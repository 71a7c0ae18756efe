import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  defaultPixelsPerMillimetre,
  isStandard,
  pixelsPerMillivolt,
  pixelsPerSecond,
  readableSpeed,
  roundToDevice,
  speedLimits,
  stepSpeed,
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

  test('zoom moves through the speeds of an ECG and beyond them', () => {
    const limits = { slowest: 0.01, fastest: 150 };
    const seen: number[] = [];
    for (let speed = 150; seen.at(-1) !== speed; speed = stepSpeed(speed, -1, limits)) seen.push(speed);
    expect(seen).toEqual([150, 100, 50, 25, 12.5, 5, 2.5, 1, 0.5, 0.25, 0.1, 0.05, 0.025, 0.01]);
  });

  test('zoom ends at the whole recording and at two seconds, and every step in is a step out again', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 1_209_600, noNaN: true }),
        fc.integer({ min: 600, max: 2500 }),
        (seconds, width) => {
          const limits = speedLimits(seconds, width, 4);
          let speed = 25;
          const visited = [speed];
          while (stepSpeed(speed, -1, limits) < speed) visited.push((speed = stepSpeed(speed, -1, limits)));
          expect(width / 4 / speed).toBeGreaterThanOrEqual(Math.min(seconds, width / 4 / 12.5) * 0.999);
          for (const known of visited.toReversed().slice(1)) expect((speed = stepSpeed(speed, 1, limits))).toBe(known);
          while (stepSpeed(speed, 1, limits) > speed) speed = stepSpeed(speed, 1, limits);
          expect(width / 4 / speed).toBeCloseTo(Math.min(2, width / 4 / 50), 6);
        },
      ),
    );
  });

  test('a slow speed is said in the unit that reads well', () => {
    expect([25, 0.25, 0.05, 0.0009].map(readableSpeed)).toEqual([
      { value: 25, unit: 'mm/s' },
      { value: 0.25, unit: 'mm/s' },
      { value: 3, unit: 'mm/min' },
      { value: 3.24, unit: 'mm/h' },
    ]);
  });
});
