import { describe, expect, it } from 'vitest';

import { contextBlocks } from '../../../app/beat/clinical/blocks.ts';
import {
  clinicalFeatures,
  clinicalShape,
  clinicalSpecification,
  morphologyOffsets,
} from '../../../app/beat/clinical/features.ts';
import { clinicalRows, type ClinicalOptions } from '../../../app/beat/clinical/rows.ts';
import { windowBefore, windowLength } from '../../../app/beat/clinical/window.ts';
import { createRandom } from '../../../app/signal/random.ts';
import type { Recording } from '../../../app/signal/recording.ts';
import { recordingOf } from '../../support/synthetic-recording.ts';

/** A minute of beats at random intervals, a few of them wide, in two leads with P and T waves. */
const random = createRandom(12);
const seconds = 60;
const beatTimes: number[] = [];
for (let time = 1; time < seconds - 1; time += 0.6 + 0.4 * random.uniform()) beatTimes.push(time);
const widths = beatTimes.map((_, index) => (index % 9 === 5 ? 0.04 : 0.015));

function lead(rate: number, sizes: { qrs: number; atrial: number }, gain: number): Int32Array {
  const samples = new Float64Array(seconds * rate);
  beatTimes.forEach((time, beat) => {
    for (let index = Math.ceil((time - 0.6) * rate); index < (time + 0.9) * rate && index < samples.length; index++) {
      const away = index / rate - time;
      const wave = (centre: number, spread: number) => Math.exp(-(((away - centre) / spread) ** 2));
      samples[index]! += sizes.qrs * wave(0, widths[beat]!) + sizes.atrial * wave(-0.17, 0.03) + 0.2 * wave(0.28, 0.06);
    }
  });
  return Int32Array.from(samples, (value) => Math.round(gain * value));
}

const first = { qrs: 1.2, atrial: 0.15 };
const second = { qrs: -0.7, atrial: 0.05 };

function recordingAt(rate: number, gain = 2000): Recording {
  const recording = recordingOf([lead(rate, first, gain), lead(rate, second, gain)], { rate, gain });
  return { ...recording, leads: recording.leads.map((own, index) => ({ ...own, name: index === 0 ? 'MLII' : 'V1' })) };
}

const positions = (rate: number) => Int32Array.from(beatTimes, (time) => Math.round(time * rate));

async function rowsOf(recording: Recording, options: ClinicalOptions = {}, samples = positions(recording.rate)) {
  const beats: number[] = [];
  const features: number[] = [];
  const firsts: number[] = [];
  for await (const batch of clinicalRows(recording, samples, clinicalSpecification, options)) {
    firsts.push(batch.first);
    beats.push(...batch.beats);
    features.push(...batch.features);
  }
  return { beats, features, firsts };
}

function greatestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return a.reduce((greatest, value, index) => Math.max(greatest, Math.abs(value - b[index]!)), 0);
}

/** The recording with its leads in another order. */
function reordered(recording: Recording, order: readonly number[]): Recording {
  return {
    ...recording,
    leads: order.map((index) => recording.leads[index]!),
    read: (leads, from, to) =>
      recording.read(
        leads.map((index) => order[index]!),
        from,
        to,
      ),
  };
}

describe('clinicalRows', () => {
  it('gives one row a beat with everything that the specification names', async () => {
    const { beats, features } = await rowsOf(recordingAt(360));
    expect(beats.length).toBe(beatTimes.length * clinicalShape.leads.length * windowLength);
    expect(features.length).toBe(beatTimes.length * clinicalFeatures.length);
    expect([...beats, ...features].every(Number.isFinite)).toBe(true);
    const peak = beats.slice(0, windowLength).indexOf(Math.max(...beats.slice(0, windowLength)));
    expect(Math.abs(peak - windowBefore)).toBeLessThanOrEqual(1);
  });

  it.each([200, 250, 500, 1000])('gives nearly the same rows at %i samples per second as at 360', async (rate) => {
    const [usual, other] = [await rowsOf(recordingAt(360)), await rowsOf(recordingAt(rate))];
    const rhythm = ({ features }: { features: number[] }) =>
      features.filter((_, index) => index % clinicalFeatures.length < morphologyOffsets[0]);
    expect(greatestDifference(rhythm(usual), rhythm(other))).toBeLessThan(0.2);
    const away = usual.beats.map((value, index) => Math.abs(value - other.beats[index]!));
    expect(away.reduce((sum, value) => sum + value, 0) / away.length).toBeLessThan(0.01);
  });

  it('does not depend on the gain of the recorder', async () => {
    const [usual, finer] = [await rowsOf(recordingAt(360, 2000)), await rowsOf(recordingAt(360, 8000))];
    expect(greatestDifference(usual.beats, finer.beats)).toBeLessThan(0.01);
    expect(greatestDifference(usual.features, finer.features)).toBeLessThan(0.1);
  });

  it('does not depend on the order of the leads in the file', async () => {
    const recording = recordingAt(360);
    expect(await rowsOf(reordered(recording, [1, 0]))).toEqual(await rowsOf(recording));
  });

  it('does not depend on the order of leads without a name either', async () => {
    const recording = recordingAt(360);
    const nameless = { ...recording, leads: recording.leads.map((own) => ({ ...own, name: '' })) };
    expect(await rowsOf(reordered(nameless, [1, 0]))).toEqual(await rowsOf(nameless));
  });

  it('holds zeros in place of a second lead that is missing or flat, and the same first lead', async () => {
    const recording = recordingAt(360);
    const flat = recordingOf([lead(360, first, 2000), new Int32Array(seconds * 360)], { gain: 2000 });
    const one = await rowsOf(reordered(recording, [0]));
    const both = await rowsOf(recording);
    expect(await rowsOf({ ...flat, leads: recording.leads })).toEqual(one);
    const channel = (rows: number[], place: number) =>
      rows.filter((_, index) => Math.floor(index / windowLength) % clinicalShape.leads.length === place);
    expect(channel(one.beats, 0)).toEqual(channel(both.beats, 0));
    expect(channel(one.beats, 2)).toEqual(channel(both.beats, 2));
    for (const place of [1, 3]) expect(channel(one.beats, place).every((value) => value === 0)).toBe(true);
  });

  it('gives the same rows in batches of any size', async () => {
    const recording = recordingAt(250);
    const [whole, small] = [await rowsOf(recording, { batch: 1000 }), await rowsOf(recording, { batch: 7 })];
    expect(small.beats).toEqual(whole.beats);
    expect(small.features).toEqual(whole.features);
    expect(small.firsts.slice(0, 3)).toEqual([0, 7, 14]);
  });

  it('describes blocks by themselves as it describes them in the whole recording', async () => {
    const { recording, samples } = longRecording();
    const blocks = contextBlocks(recording.frames, recording.rate);
    expect(blocks.length).toBe(2);
    const whole = await rowsOf(recording, {}, samples);
    const parts = await Promise.all(blocks.map((block) => rowsOf(recording, { blocks: [block] }, samples)));
    expect(parts.flatMap(({ features }) => features)).toEqual(whole.features);
    expect(parts.flatMap(({ firsts }) => firsts)).toEqual(whole.firsts);
  }, 20_000);

  it('reads no more than a block and its margins at a time', async () => {
    const { recording, samples } = longRecording();
    await rowsOf(recording, {}, samples);
    expect(recording.longestRead()).toBeLessThanOrEqual((1800 + 16) * recording.rate);
  }, 20_000);

  it('gives rows of a recording without a usable lead', async () => {
    const silent = recordingOf([new Int32Array(3600)]);
    const { beats, features } = await rowsOf(silent, {}, Int32Array.of(500, 800, 1100));
    expect(beats.every((value) => value === 0)).toBe(true);
    expect(features.every(Number.isFinite)).toBe(true);
  });

  it('refuses beats that are not in order, and models that read other rows', async () => {
    await expect(rowsOf(recordingAt(360), {}, Int32Array.of(500, 400))).rejects.toThrow('sort the beats');
    const other = { ...clinicalSpecification, features: ['pre'] };
    await expect(clinicalRows(recordingAt(360), positions(360), other).next()).rejects.toThrow('other rows');
  });
});

/** 46 minutes at 100 samples per second, a beat every 0.9 s: two blocks. */
function longRecording() {
  const rate = 100;
  const samples = Int32Array.from({ length: 3000 }, (_, beat) => 90 + 90 * beat);
  const signal = new Int32Array(46 * 60 * rate);
  for (const sample of samples)
    for (let away = -3; away <= 3; away++) signal[sample + away] = 200 * (4 - Math.abs(away));
  return { recording: recordingOf([signal], { rate }), samples };
}

it('beats denser than any heart makes them are refused before they are described', async () => {
  const dense = Int32Array.from({ length: seconds * 20 }, (_, beat) => beat * 18);
  await expect(rowsOf(recordingAt(360), {}, dense)).rejects.toThrow('more than any heart');
});
