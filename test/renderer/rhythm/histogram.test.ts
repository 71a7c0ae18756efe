import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { binMask, binOf, countBins, sumOf } from '../../../renderer/rhythm/histogram.ts';

const bins = { from: 0.3, width: 0.025, count: 60 };

describe('a histogram of beats', () => {
  test('counts every beat that has a value once, and as selected what is selected', () => {
    const beat = fc.record({
      value: fc.option(fc.double({ min: 0, max: 3, noNaN: true }), { nil: Number.NaN }),
      label: fc.constantFrom(0, 1, 2, 3, 4, 255),
      selected: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(beat, { maxLength: 200 }), (beats) => {
        const histogram = countBins(
          Float32Array.from(beats, ({ value }) => value),
          Uint8Array.from(beats, ({ label }) => label),
          Uint8Array.from(beats, ({ selected }) => selected),
          bins,
        );
        const withValue = beats.filter(({ value }) => !Number.isNaN(value));
        expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(withValue.length);
        expect(histogram.selected.reduce((sum, count) => sum + count, 0)).toBe(
          withValue.filter(({ selected }) => selected === 1).length,
        );
      }),
    );
  });

  test('puts a value on an edge into the column that it begins', () => {
    for (let bin = 0; bin < bins.count; bin++) expect(binOf(bins.from + bin * bins.width, bins)).toBe(bin);
  });

  test('counts what lies beyond its ends in the first and the last column', () => {
    const histogram = countBins(Float32Array.of(-5, 99), Uint8Array.of(0, 2), new Uint8Array(2), bins);
    expect([sumOf(histogram.counts, 0), sumOf(histogram.counts, 59)]).toEqual([1, 1]);
  });

  test('selects by columns exactly the beats that are drawn in them', () => {
    const values = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(values, fc.nat(59), fc.nat(59), (list, a, b) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const beats = Float32Array.from(list);
        const mask = binMask(beats, bins, first, last);
        const { selected, counts } = countBins(beats, new Uint8Array(beats.length), mask, bins);
        for (let bin = 0; bin < bins.count; bin++) {
          expect(sumOf(selected, bin)).toBe(bin >= first && bin <= last ? sumOf(counts, bin) : 0);
        }
      }),
    );
  });
});
