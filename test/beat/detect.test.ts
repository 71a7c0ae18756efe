import { describe, expect, it } from 'vitest';

import { detectBeats as detect, type DetectOptions } from '../../app/beat/detect.ts';
import { createRandom } from '../../app/signal/random.ts';
import { invalidSample, type Recording } from '../../app/signal/recording.ts';
import { beatsAt, recordingOf } from '../support/synthetic-recording.ts';

/** Beats alone. */
async function detectBeats(recording: Recording, options: DetectOptions = {}): Promise<Int32Array> {
  return (await detect(recording, options)).samples;
}

function everySecond(seconds: number, interval = 0.8, from = 0.5): number[] {
  const times: number[] = [];
  for (let time = from; time < seconds - 0.5; time += interval) times.push(time);
  return times;
}

/** Distance of each beat from its detection in seconds; the counts must match. */
function distances(times: readonly number[], found: Int32Array, rate: number): number[] {
  expect(found).toHaveLength(times.length);
  return times.map((time, beat) => Math.abs(found[beat]! / rate - time));
}

describe('detectBeats', () => {
  it.each([100, 128, 250, 360, 500, 1000, 2000])(
    'finds every beat at %d samples a second, at its peak',
    async (rate) => {
      const times = everySecond(30);
      const found = await detectBeats(recordingOf([beatsAt(times, { rate, seconds: 30 })], { rate }));
      expect(Math.max(...distances(times, found, rate))).toBeLessThan(1.5 / rate);
    },
  );

  it('finds beats whatever the gain of the amplifier', async () => {
    const times = everySecond(30);
    for (const height of [20, 200, 20_000]) {
      const found = await detectBeats(recordingOf([beatsAt(times, { rate: 360, seconds: 30, height })]));
      expect(found).toHaveLength(times.length);
    }
  });

  it('takes a tall broad T wave for no beat', async () => {
    const times = everySecond(30);
    const found = await detectBeats(recordingOf([beatsAt(times, { rate: 360, seconds: 30, tWave: 0.9 })]));
    expect(found).toHaveLength(times.length);
  });

  it('finds a small beat between large ones by looking back', async () => {
    const times = everySecond(40);
    const signal = beatsAt(times, { rate: 360, seconds: 40 });
    const centre = Math.round(times[30]! * 360);
    for (let at = centre - 60; at < centre + 200; at++) signal[at] = Math.round(signal[at]! * 0.22);
    expect(await detectBeats(recordingOf([signal]))).toHaveLength(times.length);
  });

  it('marks the nadir of a beat that is negative', async () => {
    const times = everySecond(20);
    const signal = beatsAt(times, { rate: 360, seconds: 20 }).map((sample) => -sample);
    expect(Math.max(...distances(times, await detectBeats(recordingOf([signal])), 360))).toBeLessThan(1.5 / 360);
  });

  it('finds beats in noise', async () => {
    const times = everySecond(60);
    const random = createRandom(3);
    const signal = beatsAt(times, { rate: 360, seconds: 60 }).map((sample) => sample + Math.round(6 * random.normal()));
    expect(Math.max(...distances(times, await detectBeats(recordingOf([signal])), 360))).toBeLessThan(0.02);
  });

  it('finds the same beats whatever stretch of time the recording begins a block with', async () => {
    const seconds = 200;
    const times = everySecond(seconds, 0.777);
    const found = await detectBeats(recordingOf([beatsAt(times, { rate: 250, seconds })], { rate: 250 }), {
      blockSeconds: 30,
    });
    expect(Math.max(...distances(times, found, 250))).toBeLessThan(1.5 / 250);
  });

  it('invents no beats in a pause and finds those after it', async () => {
    const times = [...everySecond(30), ...everySecond(50, 0.8, 38)];
    const random = createRandom(4);
    const signal = beatsAt(times, { rate: 360, seconds: 50 }).map(
      (sample) => sample + Math.round(1.5 * random.normal()),
    );
    expect(await detectBeats(recordingOf([signal]))).toHaveLength(times.length);
  });

  it('reads the second lead when the first one is dead', async () => {
    const times = everySecond(20);
    const signal = beatsAt(times, { rate: 360, seconds: 20 });
    const dead = new Int32Array(signal.length).fill(invalidSample);
    expect(await detectBeats(recordingOf([dead, signal]))).toHaveLength(times.length);
  });

  it('finds nothing where there is no signal', async () => {
    expect(await detectBeats(recordingOf([new Int32Array(10_000)]))).toHaveLength(0);
    expect(await detectBeats(recordingOf([new Int32Array(0)]))).toHaveLength(0);
    expect(await detectBeats(recordingOf([]))).toHaveLength(0);
  });

  it('takes a gap for no beat', async () => {
    const times = everySecond(30).filter((time) => time < 9.5 || time > 16.5);
    const signal = beatsAt(times, { rate: 360, seconds: 30 }).map((sample) => sample + 5000);
    signal.fill(invalidSample, 10 * 360, 16 * 360);
    expect(await detectBeats(recordingOf([signal]))).toHaveLength(times.length);
  });

  it('reads a long recording by window', async () => {
    const recording = recordingOf([beatsAt(everySecond(20), { rate: 360, seconds: 1200 })]);
    await detectBeats(recording, { blockSeconds: 60 });
    expect(recording.longestRead()).toBeLessThan(75 * 360);
  });

  it('tells how far it is, up to the end', async () => {
    const progress: number[] = [];
    const signal = beatsAt(everySecond(20), { rate: 100, seconds: 150 });
    await detectBeats(recordingOf([signal], { rate: 100 }), {
      blockSeconds: 60,
      onProgress: (fraction) => progress.push(fraction),
    });
    expect(progress).toEqual([0.4, 0.8, 1]);
  });

  it('stops when asked', async () => {
    const recording = recordingOf([beatsAt(everySecond(20), { rate: 360, seconds: 20 })]);
    await expect(detectBeats(recording, { signal: { aborted: true } })).rejects.toThrow('was stopped');
  });

  it('refuses a rate at which beats have no shape', async () => {
    const recording = recordingOf([beatsAt(everySecond(20), { rate: 50, seconds: 20 })], { rate: 50 });
    await expect(detectBeats(recording)).rejects.toThrow('50 samples per second');
  });
});
