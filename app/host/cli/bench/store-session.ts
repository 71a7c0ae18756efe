import { createRandom } from '../../../signal/random.ts';
import type { AnalysedBeats, Store } from '../../../store/store.ts';

const batchBeats = 1024;

/** About 72 beats a minute at 250 frames a second; one in a hundred ventricular, one in ten thousand fusion. */
export function inventBeats(count: number): AnalysedBeats {
  const random = createRandom(1);
  const beats: AnalysedBeats = {
    samples: new Int32Array(count),
    labels: new Uint8Array(count),
    probabilities: new Uint16Array(count * 5),
    fileCodes: new Uint8Array(count),
    fileClasses: new Uint8Array(count).fill(255),
  };
  let sample = 0;
  for (let index = 0; index < count; index++) {
    sample += 180 + random.integer(57);
    const chance = random.uniform();
    const label = chance < 0.0001 ? 3 : chance < 0.01 ? 2 : 0;
    beats.samples[index] = sample;
    beats.labels[index] = label;
    for (let value = 0; value < 5; value++) beats.probabilities[index * 5 + value] = random.integer(65_536);
  }
  return beats;
}

/** Adds a recording with the same id for its session. */
export async function addRecording(store: Store, id: string, frames: number): Promise<void> {
  await store.addRecording({
    id,
    sessionId: id,
    name: id,
    format: 'wfdb',
    path: `/bench/${id}.hea`,
    sha256: id,
    patient: { age: null, sex: null },
    rate: 250,
    frames,
    leads: [{ name: 'MLII', unit: 'mV', rate: 250, gain: 200, baseline: 0 }],
    comments: [],
    warnings: [],
    importedAt: new Date().toISOString(),
  });
}

/** Appends the beats in batches as an analysis does, to the run "run". */
export async function appendBeats(store: Store, sessionId: string, beats: AnalysedBeats): Promise<void> {
  const model = { id: 'bench', sha256: '0'.repeat(64) };
  const startedAt = new Date().toISOString();
  await store.beginRun({ id: 'run', sessionId, model, provider: null, settings: {}, startedAt, annotator: null });
  for (let from = 0; from < beats.samples.length; from += batchBeats) {
    const to = from + batchBeats;
    await store.appendBeats('run', {
      samples: beats.samples.subarray(from, to),
      labels: beats.labels.subarray(from, to),
      probabilities: beats.probabilities.subarray(from * 5, to * 5),
      fileCodes: beats.fileCodes.subarray(from, to),
      fileClasses: beats.fileClasses.subarray(from, to),
    });
  }
}
