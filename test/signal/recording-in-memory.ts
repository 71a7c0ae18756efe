import type { Recording } from '../../app/signal/recording.ts';

/** A recording of one lead over an array of ADC values. */
export function recordingOf(samples: Int32Array, samplesPerFrame = 1): Recording {
  const frames = samples.length / samplesPerFrame;
  return {
    name: 'memory',
    format: 'memory',
    rate: 100,
    frames,
    leads: [
      { name: 'I', unit: 'mV', rate: 100 * samplesPerFrame, samplesPerFrame, gain: 200, baseline: 0, resolution: 0 },
    ],
    patient: { age: null, sex: null },
    comments: [],
    warnings: [],
    annotators: [],
    files: [],
    async read(leads, from, to) {
      return leads.map(() => samples.slice(from * samplesPerFrame, to * samplesPerFrame));
    },
    async annotations() {
      return [];
    },
  };
}
