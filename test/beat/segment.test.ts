import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { segmentBeats } from '../../app/beat/segment.ts';
import { studyShape } from '../../app/beat/shape.ts';
import { createRandom } from '../../app/signal/random.ts';
import type { Recording } from '../../app/signal/recording.ts';
import { recordingOf } from '../support/synthetic-recording.ts';

function noise(count: number, seed: number): Int32Array {
  const random = createRandom(seed);
  return Int32Array.from({ length: count }, () => random.integer(2000) - 1000);
}

async function rowsOf(recording: Recording, samples: Int32Array, shape = studyShape, batch = 256): Promise<number[]> {
  const rows: number[] = [];
  for await (const { beats } of segmentBeats(recording, samples, shape, { batch })) rows.push(...beats);
  return rows;
}

/** The study's recipe as `dataset.md` words it, for one row. */
function recipe(signal: Int32Array, from: number, next: number, afterNext: number): number[] {
  const end = Math.min(signal.length, next + Math.floor((afterNext - next) / 5));
  const kept: number[] = [];
  for (let position = from; position < end; position += 3) kept.push(signal[position]!);
  const low = Math.min(...kept);
  const high = Math.max(...kept);
  return Array.from({ length: 187 }, (_, index) =>
    index < kept.length ? Math.fround((kept[index]! - low) / (high - low)) : 0,
  );
}

describe('segmentBeats', () => {
  it('follows the recipe of the study for every beat that has two followers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 40, max: 900 }), { minLength: 3, maxLength: 12 }),
        fc.nat(),
        async (intervals, seed) => {
          const samples = Int32Array.from(intervals);
          for (let beat = 1; beat < samples.length; beat++) samples[beat]! += samples[beat - 1]!;
          const signal = noise(samples[samples.length - 1]! + 2000, seed);
          const rows = await rowsOf(recordingOf([signal]), samples);
          for (let beat = 0; beat + 2 < samples.length; beat++) {
            const expected = recipe(signal, samples[beat]!, samples[beat + 1]!, samples[beat + 2]!);
            expect(rows.slice(beat * 187, (beat + 1) * 187)).toEqual(expected);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives every beat a row, also the last ones and those outside the recording', async () => {
    const recording = recordingOf([noise(1000, 1)]);
    const rows = await rowsOf(recording, Int32Array.of(-500, 10, 300, 900, 999, 5000));
    expect(rows).toHaveLength(6 * 187);
    expect(rows.slice(5 * 187).every((value) => value === 0)).toBe(true);
    expect(rows.slice(3 * 187, 4 * 187).some((value) => value > 0)).toBe(true);
  });

  it('gives the same rows whatever the batch', async () => {
    const recording = recordingOf([noise(20_000, 2)]);
    const samples = Int32Array.from({ length: 60 }, (_, beat) => 100 + beat * 300);
    expect(await rowsOf(recording, samples, studyShape, 7)).toEqual(await rowsOf(recording, samples));
  });

  it('numbers the batches so that rows can be matched to beats', async () => {
    const recording = recordingOf([noise(20_000, 2)]);
    const samples = Int32Array.from({ length: 10 }, (_, beat) => beat * 300);
    const batches: [number, number][] = [];
    for await (const { first, count } of segmentBeats(recording, samples, studyShape, { batch: 4 })) {
      batches.push([first, count]);
    }
    expect(batches).toEqual([
      [0, 4],
      [4, 4],
      [8, 2],
    ]);
  });

  it('never holds a long recording in memory, however far apart the beats are', async () => {
    const recording = recordingOf([noise(3_000_000, 3)]);
    const samples = Int32Array.from({ length: 30 }, (_, beat) => beat * 100_000);
    await rowsOf(recording, samples);
    expect(recording.longestRead()).toBeLessThan(600_000);
  });

  it('gives zeros for a flat stretch', async () => {
    const rows = await rowsOf(recordingOf([new Int32Array(2000).fill(5)]), Int32Array.of(100, 400, 700));
    expect(rows.every((value) => value === 0)).toBe(true);
  });

  it('turns a lead with a negative gain upright', async () => {
    const signal = noise(2000, 4);
    const samples = Int32Array.of(100, 400, 700);
    const upright = await rowsOf(recordingOf([signal]), samples);
    const inverted = recordingOf([signal.map((sample) => -sample)], { gain: -200 });
    expect(await rowsOf(inverted, samples)).toEqual(upright);
  });

  it('reads a lead that is sampled faster than the frames', async () => {
    const signal = noise(4000, 5);
    const plain = await rowsOf(recordingOf([signal], { rate: 360 }), Int32Array.of(200, 800, 1400));
    const framed = recordingOf([signal], { rate: 180, samplesPerFrame: 2 });
    expect(await rowsOf(framed, Int32Array.of(100, 400, 700))).toEqual(plain);
  });

  it('reads the leads that the shape names, in its order', async () => {
    const first = noise(2000, 6);
    const second = noise(2000, 7);
    const samples = Int32Array.of(100, 400, 700);
    const shape = { ...studyShape, leads: ['second', 'first'] as const };
    const both: number[] = [];
    for await (const { beats } of segmentBeats(recordingOf([first, second]), samples, shape)) both.push(...beats);
    expect(both.slice(0, 187)).toEqual((await rowsOf(recordingOf([second]), samples)).slice(0, 187));
    expect(both.slice(187, 374)).toEqual((await rowsOf(recordingOf([first]), samples)).slice(0, 187));
  });

  it('refuses a recording that lacks a lead of the model', async () => {
    const shape = { ...studyShape, leads: ['second'] as const };
    await expect(segmentBeats(recordingOf([noise(100, 8)]), Int32Array.of(10), shape).next()).rejects.toThrow(
      'needs a second one',
    );
  });

  it("gives nearly the same rows at a rate that is no multiple of the model's", async () => {
    const wave = (rate: number) => Int32Array.from({ length: 4 * rate }, (_, index) => beat(index / rate));
    const beat = (time: number) => Math.round(10_000 * Math.exp(-(((time % 1) - 0.5) ** 2) / 0.002));
    const whole = await rowsOf(recordingOf([wave(360)], { rate: 360 }), Int32Array.of(180, 540, 900));
    const odd = await rowsOf(recordingOf([wave(250)], { rate: 250 }), Int32Array.of(125, 375, 625));
    expect(Math.max(...whole.map((value, index) => Math.abs(value - odd[index]!)))).toBeLessThan(0.02);
  });

  it('filters before it resamples where the shape says so', async () => {
    const alternating = Int32Array.from({ length: 3000 }, (_, index) => (index % 2 === 0 ? 100 : -100) + index);
    const shape = { ...studyShape, resampling: 'resample' } as const;
    const [first] = [await segmentBeats(recordingOf([alternating]), Int32Array.of(300, 600, 900), shape).next()];
    const row = (first.value as { beats: Float32Array }).beats.subarray(0, 120);
    expect([...row].every((value, index) => index === 0 || value > row[index - 1]!)).toBe(true);
  });

  it('keeps the place of a fixed window that begins before the recording', async () => {
    const signal = noise(1000, 9);
    const shape = { ...studyShape, length: 60, window: { kind: 'around-fiducial', before: 20 } } as const;
    const [first] = [await segmentBeats(recordingOf([signal]), Int32Array.of(30, 400), shape).next()];
    const beats: Float32Array = (first.value as { beats: Float32Array }).beats;
    expect([...beats.subarray(0, 10)]).toEqual(Array(10).fill(0));
    const kept = Int32Array.from({ length: 50 }, (_, index) => signal[index * 3]!);
    const range = Math.max(...kept) - Math.min(...kept);
    expect([...beats.subarray(10, 60)]).toEqual([...kept].map((v) => Math.fround((v - Math.min(...kept)) / range)));
  });
});
