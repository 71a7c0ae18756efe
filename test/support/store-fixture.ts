import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { notAnalysed } from '../../app/contract/classes.ts';
import { createRandom } from '../../app/signal/random.ts';
import type { AnalysedBeats, NewRecording, NewRun, Store } from '../../app/store/store.ts';

/** A folder that is gone after the test: `await using` is not needed, call `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'caliper-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function newRecording(name: string, frames = 1_000_000): NewRecording {
  return {
    id: `recording-${name}`,
    sessionId: `session-${name}`,
    name,
    format: 'wfdb',
    path: `/data/${name}.hea`,
    sha256: createHash('sha256').update(name).digest('hex'),
    patient: { age: 69, sex: 'M' },
    rate: 360,
    frames,
    leads: [{ name: 'MLII', unit: 'mV', rate: 360, gain: 200, baseline: 1024 }],
    comments: ['69 M 1085 1629 x1'],
    warnings: [],
    importedAt: '2026-01-02T03:04:05.000Z',
  };
}

export function newRun(id: string, name: string, annotator: string | null = 'atr'): NewRun {
  return {
    id,
    sessionId: `session-${name}`,
    model: { id: 'seed', sha256: 'a'.repeat(64) },
    provider: null,
    settings: { positions: 'detector' },
    startedAt: '2026-01-02T03:05:00.000Z',
    annotator,
  };
}

/** Seeded beats about 300 frames apart; a few in a hundred are not analysed or have no annotation in the file. */
export function someBeats(count: number, seed = 1, from = 100): AnalysedBeats {
  const random = createRandom(seed);
  const beats: AnalysedBeats = {
    samples: new Int32Array(count),
    labels: new Uint8Array(count),
    probabilities: new Uint16Array(count * 5),
    fileCodes: new Uint8Array(count),
    fileClasses: new Uint8Array(count),
  };
  let sample = from;
  for (let index = 0; index < count; index++) {
    sample += 200 + random.integer(200);
    const label = random.uniform() < 0.03 ? notAnalysed : random.integer(5);
    const annotated = random.uniform() < 0.95;
    beats.samples[index] = sample;
    beats.labels[index] = label;
    if (label !== notAnalysed) beats.probabilities[index * 5 + label] = 60_000;
    beats.fileCodes[index] = annotated ? 1 + random.integer(12) : 0;
    beats.fileClasses[index] = annotated ? random.integer(5) : notAnalysed;
  }
  return beats;
}

/** Adds a recording with one finished run. */
export async function addAnalysed(
  store: Store,
  name: string,
  beats: AnalysedBeats,
  annotator: string | null = 'atr',
): Promise<string> {
  await store.addRecording(newRecording(name, (beats.samples.at(-1) ?? 0) + 1000));
  await store.beginRun(newRun(`run-${name}`, name, annotator));
  await store.appendBeats(`run-${name}`, beats);
  await store.finishRun(`run-${name}`, 'cpu', 0);
  return `session-${name}`;
}
