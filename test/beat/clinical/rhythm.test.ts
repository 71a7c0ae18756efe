import { describe, expect, it } from 'vitest';

import { latenessOf, rhythmNames, rhythmOf, writeRhythm } from '../../../app/beat/clinical/rhythm.ts';
import { createRandom } from '../../../app/signal/random.ts';

/** The numbers of beats that follow each other at the given intervals, all in one block. */
function describeIntervals(intervals: readonly number[]): Record<(typeof rhythmNames)[number], number>[] {
  let time = 0;
  const seconds = Float64Array.from([0, ...intervals], (interval) => (time += interval));
  const width = rhythmNames.length;
  const values = new Float32Array(seconds.length * width);
  writeRhythm(rhythmOf(seconds, 0, seconds.length), values, width);
  return Array.from(seconds, (_, beat) => {
    const entries = rhythmNames.map((name, index) => [name, values[beat * width + index]!]);
    return Object.fromEntries(entries) as Record<(typeof rhythmNames)[number], number>;
  });
}

const repeat = (pattern: readonly number[], times: number) => Array.from({ length: times }, () => pattern).flat();

describe('writeRhythm', () => {
  it('has nothing to say about a regular rhythm of 75 beats a minute', () => {
    for (const beat of describeIntervals(repeat([0.8], 99)))
      for (const name of rhythmNames) expect(beat[name]).toBeCloseTo(0, 6);
  });

  it('sees a premature beat and the pause behind it', () => {
    const beats = describeIntervals([...repeat([0.8], 50), 0.5, 1.1, ...repeat([0.8], 50)]);
    expect(beats[51]!['pre/mean']).toBeCloseTo(3 * Math.log(0.5 / 0.8), 1);
    expect(beats[51]!['post/pre']).toBeCloseTo(3 * Math.log(1.1 / 0.5), 5);
    expect(beats[52]!['pre/previous']).toBeCloseTo(3 * Math.log(1.1 / 0.5), 5);
    expect(beats[53]!['RR-1/mean']).toBeCloseTo(3 * Math.log(1.1 / 0.8), 1);
  });

  it('calls every second beat of bigeminy premature, but none irregular', () => {
    const beats = describeIntervals(repeat([0.5, 1.1], 60));
    expect(beats[61]!['pre/unhurried']).toBeCloseTo(3 * Math.log(0.5 / 1.1), 5);
    expect(beats[62]!['pre/unhurried']).toBeCloseTo(0, 5);
    expect(beats[61]!['change of 21']).toBeGreaterThan(4);
    expect(beats[61]!['irregularity of 41']).toBeCloseTo(0, 5);
  });

  it('calls atrial fibrillation irregular', () => {
    const random = createRandom(4);
    const intervals = Array.from({ length: 200 }, () => 0.7 * Math.exp(0.2 * random.normal()));
    expect(describeIntervals(intervals)[100]!['irregularity of 41']).toBeGreaterThan(1);
  });

  it('gives numbers for one beat, and for two at the same place', () => {
    for (const intervals of [[], [0], [0, 0, 0.8]])
      for (const beat of describeIntervals(intervals)) expect(Object.values(beat).every(Number.isFinite)).toBe(true);
  });
});

describe('latenessOf', () => {
  it('is greatest for the beat behind the pause', () => {
    let time = 0;
    const seconds = Float64Array.from([...repeat([0.8], 30), 0.5, 1.1, ...repeat([0.8], 30)], (step) => (time += step));
    const lateness = latenessOf(rhythmOf(seconds, 0, seconds.length));
    expect(lateness.indexOf(Math.max(...lateness))).toBe(31);
  });
});
