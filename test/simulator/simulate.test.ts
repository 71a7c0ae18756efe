import { expect, test } from 'vitest';

import { isBeatCode } from '../../app/formats/wfdb/codes.ts';
import type { SimulationSettings } from '../../app/simulator/simulate.ts';
import { simulate, simulatedBaseline, simulatedGain } from '../../app/simulator/simulate.ts';

const settings: SimulationSettings = { seconds: 120, leads: 2, rate: 360, seed: 9, scenario: 'mixed' };

function run(changes: Partial<SimulationSettings> = {}) {
  const simulation = simulate({ ...settings, ...changes });
  const leads = simulation.leadNames.map(() => new Int32Array(simulation.frames));
  let frame = 0;
  for (const block of simulation.blocks()) {
    for (let at = 0; at < block.length; frame++) for (const lead of leads) lead[frame] = block[at++]!;
  }
  return { ...simulation, samples: leads, filled: frame };
}

test('a simulation has exactly as many frames as asked for', () => {
  const { frames, filled, leadNames } = run({ seconds: 45.5 });
  expect([frames, filled, leadNames]).toEqual([16_380, 16_380, ['MLII', 'V1']]);
});

test('the same settings give the same samples and annotations, another seed others', () => {
  const [first, second, other] = [run(), run(), run({ seed: 10 })];
  expect(second.samples).toEqual(first.samples);
  expect(second.annotations).toEqual(first.annotations);
  expect(other.annotations).not.toEqual(first.annotations);
});

test('more leads leave the first ones as they are', () => {
  const [two, twelve] = [run(), run({ leads: 12 })];
  expect(twelve.samples.slice(0, 2)).toEqual(two.samples);
  expect(twelve.annotations).toEqual(two.annotations);
});

test('a longer simulation begins with the shorter one', () => {
  const [short, long] = [run({ seconds: 60 }), run({ seconds: 120 })];
  expect(long.samples[0]!.slice(0, 55 * 360)).toEqual(short.samples[0]!.slice(0, 55 * 360));
});

test('annotations point at the peak of the beat in MLII, through noise and wander', () => {
  const { samples, annotations, frames } = run({ seconds: 300 });
  const beats = annotations.filter(({ code, sample }) => isBeatCode(code) && sample > 40 && sample < frames - 40);
  let close = 0;
  for (const { sample } of beats) {
    let peak = sample;
    for (let at = sample - 18; at <= sample + 18; at++) if (samples[0]![at]! > samples[0]![peak]!) peak = at;
    if (Math.abs(peak - sample) <= 1 || samples[0]![sample]! < simulatedBaseline) close++;
  }
  expect(beats.length).toBeGreaterThan(300);
  expect(close / beats.length).toBeGreaterThan(0.95);
});

test('annotations are in time order, within the recording, and begin with the rhythm', () => {
  const { annotations, frames } = run();
  expect(annotations[0]).toMatchObject({ code: 28, aux: '(N' });
  annotations.forEach(({ sample }, index) => {
    expect(sample).toBeGreaterThanOrEqual(index === 0 ? 0 : annotations[index - 1]!.sample + 1);
    expect(sample).toBeLessThan(frames);
  });
});

test('values stay far from the ends of the converter', () => {
  const { samples } = run({ scenario: 'pvc', seconds: 600 });
  for (const lead of samples) {
    const sorted = lead.toSorted();
    expect(sorted.at(-1)!).toBeLessThan(simulatedBaseline + 3 * simulatedGain);
    expect(sorted[0]!).toBeGreaterThan(simulatedBaseline - 3 * simulatedGain);
  }
});

test.each([
  [{ leads: 0 }, '1 to 12 leads'],
  [{ leads: 13 }, '1 to 12 leads'],
  [{ rate: 99 }, '100 to 2000 samples'],
  [{ rate: Number.NaN }, '100 to 2000 samples'],
  [{ seconds: 0.5 }, 'too short or too long'],
  [{ seconds: 1e9 }, 'too short or too long'],
])('the settings %j are refused', (changes, sentence) => {
  expect(() => simulate({ ...settings, ...changes })).toThrow(sentence);
});
