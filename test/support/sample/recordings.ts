import { invalidSample } from '../../../app/signal/recording.ts';
import type { ClassCounts, RecordingRow } from '../../../app/contract/records.ts';

/** One invented beat: where, what the model says and how sure, what the file says. */
export interface SampleBeat {
  readonly sample: number;
  readonly model: number;
  readonly sure: number;
  readonly file: number;
  label: number;
  source: number;
}

export interface SampleRecording {
  readonly row: RecordingRow;
  readonly beats: SampleBeat[];
  readonly seed: number;
}

export const sampleRate = 360;
const gain = 200;
const baseline = 1024;
/** WFDB codes of N, A, V, F, Q, the file's names for the five classes. */
const fileCodes = [1, 8, 5, 6, 13];

/** Recordings that nobody wore: name, sex, age, minutes, shares of S, V, F in beats, state. Invented, and named so. */
const people = [
  ['sample-01', 'F', 23, 30, 0.004, 0.42, 0.02, 'in-review', 'done', null],
  ['sample-02', 'F', 73, 30, 0.0, 0.016, 0.0, 'in-review', 'done', null],
  ['sample-03', 'M', 73, 30, 0.028, 0.182, 0.005, 'in-review', 'done', null],
  ['sample-04', 'F', 76, 30, 0.77, 0.0, 0.0, 'in-review', 'done', null],
  ['sample-05', 'F', 84, 30, 0.084, 0.0, 0.0, 'in-review', 'done', null],
  ['sample-06', 'M', 62, 30, 0.127, 0.0003, 0.0, 'in-review', 'done', null],
  [
    'sample-07',
    'F',
    84,
    30,
    0.0,
    0.002,
    0.0,
    'new',
    'done',
    'The header says paced: the model was not trained on paced beats.',
  ],
  [
    'sample-08',
    null,
    null,
    30,
    0.0,
    0.028,
    0.0,
    'new',
    'failed',
    'The analysis stopped: the inference process ended three times.',
  ],
  ['sample-09', 'M', 61, 30, 0.009, 0.068, 0.111, 'new', 'done', null],
  ['sample-10', 'M', 89, 30, 0.008, 0.074, 0.004, 'new', 'done', null],
  ['sample-11', 'M', 53, 30, 0.0, 0.113, 0.0004, 'new', 'done', null],
  ['sample-12', null, null, 30, 0.003, 0.03, 0.0005, 'new', 'done', null],
  ['sample-13', 'F', 80, 30, 0.0015, 0.176, 0.0, 'new', 'done', null],
  ['sample-14', 'M', 57, 30, 0.002, 0.27, 0.004, 'new', 'running', null],
  ['sample-15', 'M', 83, 30, 0.0, 0.163, 0.0, 'new', 'waiting', null],
  ['sample-16', 'F', 56, 30, 0.018, 0.001, 0.0, 'new', 'none', null],
  ['sample-17', 'M', 68, 30, 0.026, 0.009, 0.0005, 'new', 'done', null],
  ['sample-18', 'F', 72, 30, 0.0006, 0.0013, 0.0, 'new', 'done', null],
  ['sample-19', 'M', 43, 30, 0.0007, 0.149, 0.0003, 'signed-off', 'done', null],
  ['sample-20', 'M', 64, 30, 0.012, 0.318, 0.0008, 'signed-off', 'done', null],
  ['sample-21', 'F', 31, 120, 0.001, 0.003, 0.0, 'signed-off', 'done', null],
  ['sample-22', 'M', 47, 1440, 0.002, 0.012, 0.001, 'new', 'done', null],
] as const;

/** Makes the invented recordings, the same every time. */
export function sampleRecordings(): SampleRecording[] {
  return people.map(([name, sex, age, minutes, s, v, f, review, analysis, attention], index) => {
    const frames = minutes * 60 * sampleRate;
    const analysed = analysis === 'done';
    const beats = sampleBeats(index + 1, frames, [s, v, f], analysed);
    const counts: ClassCounts = [0, 0, 0, 0, 0];
    for (const beat of beats) if (beat.label < 5) counts[beat.label]! += 1;
    const row: RecordingRow = {
      id: name,
      sessionId: `session-${name}`,
      name,
      format: 'WFDB',
      path: `/recordings/${name}.hea`,
      patient: { age, sex },
      rate: sampleRate,
      frames,
      leads: ['MLII', index % 5 === 4 ? 'V5' : 'V1'].map((lead) => ({
        name: lead,
        unit: 'mV',
        rate: sampleRate,
        gain,
        baseline,
      })),
      comments: ['Invented for tests of the screens'],
      importedAt: `2026-11-${String(1 + (index % 20)).padStart(2, '0')}T09:${String(10 + index).padStart(2, '0')}:00Z`,
      beats: beats.length,
      classes: counts,
      corrected: beats.filter((beat) => beat.source === 2).length,
      differsFromFile: index % 4 === 3 || !analysed ? null : beats.filter((beat) => beat.label !== beat.file).length,
      review,
      analysis,
      attention,
      warnings: index === 6 ? ['The last 12 samples of the signal file are missing.'] : [],
      model: analysed ? { id: 'seed', sha256: '9f3c'.repeat(16) } : null,
      provider: analysed ? 'cpu' : null,
    };
    return { row, beats, seed: index + 1 };
  });
}

function sampleBeats(seed: number, frames: number, shares: readonly number[], analysed: boolean): SampleBeat[] {
  const random = generator(seed);
  const beats: SampleBeat[] = [];
  const period = (0.62 + (seed % 7) * 0.04) * sampleRate;
  for (let at = 180; at < frames - 200;) {
    const draw = random();
    const [s = 0, v = 0, f = 0] = shares;
    const file = draw < s ? 1 : draw < s + v ? 2 : draw < s + v + f ? 3 : 0;
    const model = random() < 0.015 ? (file === 0 ? 2 : 0) : file;
    const sure = model === file ? 0.82 + 0.17 * random() : 0.45 + 0.3 * random();
    beats.push({ sample: at, model, sure, file, label: analysed ? model : 255, source: 0 });
    at += Math.round(period * (file === 2 ? 1.25 : file === 1 ? 0.8 : 1) * (0.96 + 0.08 * random()));
  }
  return beats;
}

/** WFDB annotation code of a class, as the sample's annotation files would hold it. */
export function sampleFileCode(label: number): number {
  return fileCodes[label] ?? 0;
}

/** ADC values of one lead between two frames: each beat is a sum of bells; V beats are wide and tall. */
export function sampleSignal(
  recording: SampleRecording,
  lead: number,
  from: number,
  to: number,
): Int32Array<ArrayBuffer> {
  const out = new Int32Array(to - from);
  const random = generator(recording.seed * 7919 + lead + from);
  const sign = lead === 0 ? 1 : -0.55;
  const values = new Float64Array(out.length);
  for (const beat of recording.beats) {
    if (beat.sample < from - 360) continue;
    if (beat.sample > to + 360) break;
    for (const [offset, width, height] of shapes[beat.file]!) {
      const centre = beat.sample + offset * sampleRate - from;
      const sigma = width * sampleRate;
      const start = Math.max(0, Math.floor(centre - 4 * sigma));
      const end = Math.min(out.length, Math.ceil(centre + 4 * sigma));
      for (let i = start; i < end; i += 1) values[i]! += height * Math.exp(-(((i - centre) / sigma) ** 2) / 2);
    }
  }
  for (let i = 0; i < out.length; i += 1) {
    const wander = 0.05 * Math.sin((i + from) / 610 + lead);
    out[i] = baseline + Math.round(gain * (sign * values[i]! + wander + 0.012 * (random() - 0.5)));
    if (from + i > recording.row.frames) out[i] = invalidSample;
  }
  return out;
}

/** Offset from R in seconds, width in seconds, height in mV of P, Q, R, S, T for N, S, V, F, Q. */
const shapes: readonly (readonly (readonly [number, number, number])[])[] = [
  [
    [-0.17, 0.022, 0.12],
    [-0.03, 0.008, -0.1],
    [0, 0.011, 1.15],
    [0.03, 0.01, -0.22],
    [0.26, 0.045, 0.25],
  ],
  [
    [-0.12, 0.02, -0.1],
    [-0.03, 0.008, -0.1],
    [0, 0.011, 1.05],
    [0.03, 0.01, -0.25],
    [0.25, 0.045, 0.22],
  ],
  [
    [-0.02, 0.03, 0.6],
    [0.03, 0.035, 1.2],
    [0.15, 0.05, -0.5],
    [0.3, 0.06, -0.2],
  ],
  [
    [-0.17, 0.022, 0.08],
    [-0.01, 0.018, 0.9],
    [0.03, 0.025, 0.5],
    [0.25, 0.05, 0.1],
  ],
  [
    [0, 0.02, 0.6],
    [0.2, 0.05, 0.2],
  ],
];

function generator(seed: number): () => number {
  let state = Math.imul(seed, 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
