import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { invalidSample } from '../../../renderer/waveform/trace-slice.ts';
import { ownScale, unitsPerMillivolt, valuesOf, voltageScale } from '../../../renderer/waveform/voltage.ts';

describe('scale of a lead', () => {
  test.each([
    ['mV', 1],
    ['uV', 1000],
    ['µV', 1000],
    ['μV', 1000],
    ['V', 0.001],
    ['mmHg', null],
    ['constructor', null],
    ['', null],
  ])('1 mV is so many %j: %j', (unit, expected) => {
    expect(unitsPerMillivolt(unit)).toBe(expected);
  });

  test('a lead in uV stands as high as the same lead in mV', () => {
    const inMillivolts = voltageScale({ unit: 'mV', gain: 200, baseline: 1024 });
    const inMicrovolts = voltageScale({ unit: 'uV', gain: 0.2, baseline: 1024 });
    expect(inMicrovolts?.gain).toBeCloseTo(inMillivolts!.gain);
  });

  test('a pressure from 60 to 110 mmHg stands around 80 on a pulse of 20', () => {
    const scale = ownScale({ gain: 10, baseline: 0 }, [600, 1100, invalidSample, 900]);
    expect(scale).toEqual({ gain: 200, baseline: 800, pulse: 20, zero: 80 });
  });

  test('a lead without a single value has no scale', () => {
    expect(ownScale({ gain: 10, baseline: 0 }, [invalidSample])).toBeNull();
  });

  test('the values of a lead that is no voltage lie within 2 pulses of the line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (values, gain) => {
          const scale = ownScale({ gain, baseline: 0 }, values)!;
          for (const value of values) expect(Math.abs(value - scale.baseline) / scale.gain).toBeLessThan(2.001);
        },
      ),
    );
  });

  test('the values of a lead are taken from all of its slices', () => {
    const slices = [0, 1].map((from) => ({
      kind: 'samples' as const,
      from,
      to: from + 1,
      values: [Int32Array.of(from), Int32Array.of(10 + from)],
    }));
    expect([...valuesOf(slices, 1)]).toEqual([10, 11]);
  });
});
