import { describe, expect, it } from 'vitest';

import { morphologyNames, writeMorphology } from '../../../app/beat/clinical/morphology.ts';
import { windowBefore, windowLength } from '../../../app/beat/clinical/window.ts';
import { createRandom } from '../../../app/signal/random.ts';

/** A window with a P wave, a QRS complex of the given width in samples, and a T wave. */
function beat({ width = 3, height = 1, atrial = 0.15 }): Float32Array {
  const wave = (index: number, centre: number, spread: number) =>
    Math.exp(-(((index - windowBefore - centre) / spread) ** 2));
  return Float32Array.from(
    { length: windowLength },
    (_, index) => height * wave(index, 0, width) + atrial * wave(index, -22, 5) + 0.25 * wave(index, 38, 8),
  );
}

function describeBeats(beats: readonly Float32Array[], present = beats.map(() => 1), template = beat({})) {
  const windows = new Float32Array(beats.length * windowLength);
  beats.forEach((window, index) => windows.set(window, index * windowLength));
  const width = morphologyNames.length;
  const values = new Float32Array(beats.length * width);
  writeMorphology(windows, template, Uint8Array.from(present), Int32Array.of(0, 1), values, width, 0);
  return beats.map((_, index) => {
    const entries = morphologyNames.map((name, column) => [name, values[index * width + column]!]);
    return Object.fromEntries(entries) as Record<(typeof morphologyNames)[number], number>;
  });
}

describe('writeMorphology', () => {
  it("finds the patient's own beat like itself", () => {
    const [own] = describeBeats([beat({}), beat({})]);
    expect(own!['QRS like usual']).toBeCloseTo(-Math.log(0.02), 3);
    expect(own!['P like usual']).toBeCloseTo(-Math.log(0.02), 3);
    for (const name of ['amplitude', 'width', 'QRS difference', 'P difference'] as const)
      expect(own![name]).toBeCloseTo(0, 6);
  });

  it('sees a complex that is wider and unlike its neighbours', () => {
    const [usual, wide] = describeBeats([beat({}), beat({ width: 9, atrial: 0 }), beat({})]);
    expect(wide!.width).toBeGreaterThan(1);
    expect(wide!['QRS like usual']).toBeLessThan(2);
    expect(wide!['QRS like previous']).toBeLessThan(2);
    expect(usual!['QRS like next']).toBeLessThan(2);
    expect(wide!['QRS difference']).toBeGreaterThan(0.5);
  });

  it('sees a P wave that is gone or upside down, and leaves the QRS complex out of it', () => {
    const [usual, gone, inverted] = describeBeats([beat({}), beat({ atrial: 0 }), beat({ atrial: -0.15 })]);
    expect(gone!['P like usual']).toBeLessThan(usual!['P like usual'] - 1);
    expect(inverted!['P like usual']).toBeLessThan(0);
    expect(inverted!['P difference']).toBeGreaterThan(usual!['P difference']);
    expect(gone!['QRS like usual']).toBeCloseTo(usual!['QRS like usual'], 1);
  });

  it('weighs a difference against those that the own beats of the lead have', () => {
    const noisy = (seed: number) => {
      const random = createRandom(seed);
      return beat({}).map((value) => value + 0.1 * random.normal());
    };
    const [clean] = describeBeats([beat({}), beat({}), beat({ width: 5 })]).slice(2);
    const [among] = describeBeats([noisy(1), noisy(2), beat({ width: 5 })]).slice(2);
    expect(clean!['QRS difference']).toBeCloseTo(among!['QRS difference'], 5);
    expect(clean!['QRS difference over usual']).toBeGreaterThan(among!['QRS difference over usual'] + 1);
  });

  it('tells by the beats around whether P waves are usual', () => {
    const gone = describeBeats(Array.from({ length: 60 }, (_, index) => beat({ atrial: index < 30 ? 0.15 : 0 })));
    expect(gone[5]!['P like usual around']).toBeGreaterThan(3);
    expect(gone[55]!['P like usual around']).toBeLessThan(1);
  });

  it("knows whether the patient's own P wave can be seen at all", () => {
    const random = createRandom(6);
    const noisy = (atrial: number) => beat({ atrial }).map((value) => value + 0.05 * random.normal());
    const [visible] = describeBeats([noisy(0.15), noisy(0.15)]);
    const [hidden] = describeBeats([noisy(0), noisy(0)], [1, 1], beat({ atrial: 0 }));
    expect(visible!['own P over usual difference']).toBeGreaterThan(hidden!['own P over usual difference'] + 1);
  });

  it('says nothing about a beat at which the lead carries nothing', () => {
    const [, absent] = describeBeats([beat({}), new Float32Array(windowLength), beat({})], [1, 0, 1]);
    for (const name of morphologyNames.slice(0, 8)) expect(absent![name]).toBe(0);
  });

  it('gives finite numbers for flat windows', () => {
    for (const values of describeBeats([new Float32Array(windowLength), new Float32Array(windowLength).fill(0.3)]))
      expect(Object.values(values).every(Number.isFinite)).toBe(true);
  });
});
