import { isBeatCode } from '../../../app/formats/wfdb/codes.ts';
import type { Random } from '../../../app/signal/random.ts';
import type { Annotation, Recording } from '../../../app/signal/recording.ts';

/** A recording with its samples in memory. */
export interface Loaded {
  readonly recording: Recording;
  readonly samples: readonly Int32Array[];
  readonly annotations: readonly Annotation[];
}

/** The recording with its samples in memory: what is measured is the detector, not the disk. */
export async function inMemory(recording: Recording): Promise<Loaded> {
  const leads = recording.leads.map((_, index) => index);
  const samples = await recording.read(leads, 0, recording.frames);
  const annotations = recording.annotators.includes('atr') ? await recording.annotations('atr') : [];
  return { recording: withSamples(recording, samples), samples, annotations };
}

function withSamples(recording: Recording, samples: readonly Int32Array[]): Recording {
  return { ...recording, read: async (wanted, from, to) => wanted.map((lead) => samples[lead]!.slice(from, to)) };
}

/** Seconds of noise and of none in turn, as in the noise stress test database. */
const segment = 120;

/** Mean peak-to-peak amplitude of the first 300 beats. */
function beatHeight(samples: Int32Array, annotations: readonly Annotation[], rate: number): number {
  const reach = Math.round(0.05 * rate);
  const heights = annotations
    .filter(({ code, sample }) => isBeatCode(code) && sample >= reach)
    .slice(0, 300)
    .map(({ sample }) => {
      const around = samples.subarray(sample - reach, sample + reach);
      return around.reduce((a, b) => Math.max(a, b), -Infinity) - around.reduce((a, b) => Math.min(a, b), Infinity);
    });
  return heights.reduce((a, b) => a + b, 0) / Math.max(1, heights.length);
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / Math.max(1, values.length);
}

/** Root mean square of the seconds of a noise, without the quietest and loudest twentieth. */
function noiseAmplitude(noise: Int32Array, rate: number): number {
  const seconds: number[] = [];
  for (let from = 0; from + rate <= noise.length; from += rate) {
    const second = noise.subarray(from, from + rate);
    const mean = meanOf(second);
    seconds.push(Math.sqrt(second.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rate));
  }
  seconds.sort((a, b) => a - b);
  return meanOf(seconds.slice(Math.floor(seconds.length * 0.05), Math.ceil(seconds.length * 0.95)));
}

/**
 * Adds noise to every other two minutes, as the program nst does: signal power is an eighth of the squared QRS amplitude.
 *
 * @param ratio signal-to-noise ratio in dB
 */
export function withNoise(loaded: Loaded, noise: Loaded, ratio: number, random: Random): Loaded {
  const { recording, annotations } = loaded;
  const { rate } = recording;
  const shift = random.integer(Math.floor(noise.samples[0]!.length / 2));
  const samples = loaded.samples.map((clean, lead) => {
    const added = noise.samples[lead % noise.samples.length]!;
    const mean = meanOf(added);
    const power = beatHeight(clean, annotations, rate) ** 2 / 8 / 10 ** (ratio / 10);
    const factor = Math.sqrt(power) / noiseAmplitude(added, rate);
    return clean.map((sample, at) =>
      Math.floor(at / rate / segment) % 2 === 0
        ? sample
        : Math.round(sample + factor * (added[(at + shift) % added.length]! - mean)),
    );
  });
  return { recording: withSamples(recording, samples), samples, annotations };
}

/** Silences the heart for 4 to 15 s about once a minute: what is left is the level and a little noise. */
export function withPauses(loaded: Loaded, random: Random): Loaded {
  const { recording } = loaded;
  const { rate } = recording;
  const pauses: [number, number][] = [];
  for (let at = 30; at < recording.frames / rate - 60; at += 40 + 40 * random.uniform()) {
    pauses.push([Math.round(at * rate), Math.round((at + 4 + 11 * random.uniform()) * rate)]);
  }
  const within = (at: number) => pauses.some(([from, to]) => at >= from - 0.1 * rate && at < to + 0.1 * rate);
  const samples = loaded.samples.map((signal) => {
    const height = beatHeight(signal, loaded.annotations, rate);
    const silent = signal.slice();
    for (const [from, to] of pauses) {
      const loudness = 0.04 * height * random.uniform() ** 2;
      for (let at = from; at < to; at++) {
        const level = signal[from]! + ((signal[to]! - signal[from]!) * (at - from)) / (to - from);
        silent[at] = Math.round(level + loudness * random.normal());
      }
    }
    return silent;
  });
  const annotations = loaded.annotations.filter(({ code, sample }) => !isBeatCode(code) || !within(sample));
  return { recording: withSamples(recording, samples), samples, annotations };
}

/** No heart at all: random numbers, smoothed over up to 30 ms. */
export function onlyRandom(loaded: Loaded, random: Random): Loaded {
  const samples = loaded.samples.map((signal) => {
    const smoothing = random.uniform() * 0.9;
    let value = 0;
    return signal.map(() => Math.round((value = smoothing * value + 30 * random.normal())));
  });
  return { recording: withSamples(loaded.recording, samples), samples, annotations: [] };
}
