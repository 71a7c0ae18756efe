import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import type { RhythmBeats } from '../../../app/rhythm/beats.ts';
import { measureIntervals } from '../../../app/rhythm/intervals.ts';
import { measureVariability } from '../../../app/rhythm/variability/variability.ts';
import { written } from '../written-beats.ts';

interface Golden {
  readonly rate: number;
  readonly frames: number;
  readonly samples: readonly number[];
  readonly sdnn: number;
  readonly rmssd: number;
  readonly pnn50: number;
  readonly triangularIndex: number;
  readonly triangularIndexOfNeuroKit: number;
  readonly sdann: number;
  readonly powers: { readonly vlf: number; readonly lf: number; readonly hf: number };
}

const file = join(import.meta.dirname, '../../fixtures/rhythm/variability.golden.json');
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;

function measure(samples: readonly number[], rate: number, changed: Partial<RhythmBeats> = {}) {
  const beats: RhythmBeats = {
    rate,
    frames: samples.at(-1)! + 1,
    samples: Int32Array.from(samples),
    labels: new Uint8Array(samples.length),
    codes: new Uint8Array(samples.length),
    unreadable: [],
    ...changed,
  };
  return measureVariability({ beats, intervals: measureIntervals(beats) });
}

/** Beats whose intervals swing around 800 ms with an amplitude in milliseconds. */
function swinging(frequency: number, amplitude: number, seconds: number): number[] {
  const samples: number[] = [];
  for (let time = 0; time < seconds + 1; time += 0.8 + (amplitude / 1000) * Math.sin(2 * Math.PI * frequency * time))
    samples.push(Math.round(time * 1000));
  return samples;
}

describe('heart rate variability', () => {
  const found = measure(golden.samples, golden.rate, { frames: golden.frames });

  it('has the SDNN, RMSSD and triangular index of NeuroKit2', () => {
    expect(found.sdnn).toBeCloseTo(golden.sdnn, 8);
    expect(found.rmssd).toBeCloseTo(golden.rmssd, 8);
    expect(found.triangularIndex).toBeCloseTo(golden.triangularIndexOfNeuroKit, 8);
  });

  it('has the pNN50 of NeuroKit2, of all differences: there it is a share of all intervals, one more', () => {
    const intervals = golden.samples.length - 1;
    expect(found.pnn50).toBeCloseTo((golden.pnn50 * intervals) / (intervals - 1), 8);
  });

  it('has the SDANN of the means of five minutes from the first frame on', () => {
    expect(found.sdann).toBeCloseTo(golden.sdann, 8);
  });

  it('has the powers of scipy: spline, 4 Hz, Hann window, periodogram', () => {
    expect(found.vlf).toBeCloseTo(golden.powers.vlf, 6);
    expect(found.lf).toBeCloseTo(golden.powers.lf, 6);
    expect(found.hf).toBeCloseTo(golden.powers.hf, 6);
    expect(found.windows).toBe(4);
  });

  it.each([
    ['vlf', 0.02],
    ['lf', 0.1],
    ['hf', 0.25],
  ] as const)('puts a swing of 40 ms into band %s with half the square of its amplitude', (band, frequency) => {
    const powers = measure(swinging(frequency, 40, 1200), 1000);
    expect(powers[band]! / 800).toBeGreaterThan(0.95);
    expect(powers[band]! / 800).toBeLessThan(1.05);
    expect(powers[band]! / powers.totalPower!).toBeGreaterThan(0.97);
  });

  it('counts a difference of exactly 50 ms as none that exceeds it', () => {
    expect(measure([0, 800, 1650, 2500], 1000).pnn50).toBe(0);
    expect(measure([0, 800, 1651, 2500], 1000).pnn50).toBe(50);
  });

  it('leaves out both intervals at an ectopic beat, and takes no difference across it', () => {
    const { beats, intervals } = written('NNNVNNN', { rr: [800, 840, 400, 1200, 800, 880] });
    const measured = measureVariability({ beats, intervals });
    expect(measured).toMatchObject({ intervals: 4, excluded: 2, meanNn: 830 });
    expect(measured.rmssd).toBeCloseTo(Math.sqrt((40 ** 2 + 80 ** 2) / 2), 9);
  });

  it('leaves out windows of which more than a fifth cannot be used', () => {
    const samples = swinging(0.1, 40, 600);
    expect(measure(samples, 1000).windows).toBe(2);
    const unreadable = [{ from: 100_000, to: 165_000 }];
    expect(measure(samples, 1000, { unreadable }).windows).toBe(1);
    expect(measure(samples, 1000, { unreadable: [{ from: 100_000, to: 150_000 }] }).windows).toBe(2);
  });

  it('keeps the power of a band when one beat in fifteen is ectopic', () => {
    const samples = swinging(0.1, 40, 1200);
    const labels = Uint8Array.from(samples, (_, beat) => (beat % 15 === 7 ? 2 : 0));
    expect(measure(samples, 1000, { labels }).lf! / 800).toBeGreaterThan(0.85);
    expect(measure(samples, 1000, { labels }).lf! / 800).toBeLessThan(1.1);
  });

  it('is measured hour by hour as well', () => {
    const { hours } = measure(swinging(0.1, 40, 5400), 1000);
    expect(hours.map(({ from, windows }) => [from, windows])).toEqual([
      [0, 12],
      [3_600_000, 6],
    ]);
  });

  it('has no figures where there are no two normal intervals', () => {
    expect(measure([0], 1000)).toMatchObject({ sdnn: null, rmssd: null, lf: null, lfHf: null, triangularIndex: null });
  });
});
