import type { Annotation, Lead, Recording } from '../../app/signal/recording.ts';

/** A recording over arrays of ADC values, one a lead, for tests. */
export function recordingOf(
  samples: readonly Int32Array[],
  options: { rate?: number; samplesPerFrame?: number; gain?: number; unit?: string; annotations?: Annotation[] } = {},
): Recording & { readonly longestRead: () => number } {
  const rate = options.rate ?? 360;
  const samplesPerFrame = options.samplesPerFrame ?? 1;
  const frames = Math.floor((samples[0]?.length ?? 0) / samplesPerFrame);
  let longest = 0;
  const leads: Lead[] = samples.map((_, index) => ({
    name: `lead ${index}`,
    unit: options.unit ?? 'mV',
    rate: rate * samplesPerFrame,
    samplesPerFrame,
    gain: options.gain ?? 200,
    baseline: 0,
    resolution: 12,
  }));
  return {
    name: 'synthetic',
    format: 'test',
    rate,
    frames,
    leads,
    patient: { age: null, sex: null },
    comments: [],
    warnings: [],
    annotators: ['atr'],
    files: [],
    longestRead: () => longest,
    async read(wanted, from, to) {
      const start = Math.max(0, from);
      const end = Math.min(frames, to);
      longest = Math.max(longest, end - start);
      return wanted.map((lead) => samples[lead]!.slice(start * samplesPerFrame, end * samplesPerFrame));
    },
    async annotations() {
      return options.annotations ?? [];
    },
  };
}

/** An annotation of a code at a sample. */
export function annotation(sample: number, code: number): Annotation {
  return { sample, code, subtype: 0, channel: 0, number: 0, aux: '' };
}

/** ADC values of QRS-like waves (a narrow peak, a broad T wave) at the given seconds. */
export function beatsAt(
  times: readonly number[],
  options: { rate: number; seconds: number; height?: number; tWave?: number },
): Int32Array {
  const { rate, seconds, height = 200, tWave = 0.2 } = options;
  const samples = new Int32Array(Math.round(rate * seconds));
  for (let index = 0; index < samples.length; index++) {
    let value = 0;
    for (const time of times) {
      const away = index / rate - time;
      if (Math.abs(away) > 1) continue;
      value += Math.exp(-((away / 0.012) ** 2)) + tWave * Math.exp(-(((away - 0.28) / 0.05) ** 2));
    }
    samples[index] = Math.round(height * value);
  }
  return samples;
}
