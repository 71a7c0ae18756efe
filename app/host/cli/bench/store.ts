import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRandom } from '../../../signal/random.ts';
import { openStore } from '../../../store/open-store.ts';
import type { AnalysedBeats, Store } from '../../../store/store.ts';

export interface StoreBenchOptions {
  /** Beats in the session: 1,400,000 is 14 days. */
  readonly beats?: number;
  /** Folder on the disk to measure; the system's temporary folder when left out. */
  readonly folder?: string;
}

/** Times are milliseconds, medians where there are several; sizes are bytes. */
export interface StoreBenchResult {
  readonly name: 'store';
  /** Single relabels a second, each on the disk before it is acknowledged. */
  readonly rate: number;
  readonly unit: string;
  /** Raw writes of as many bytes a second, each on the disk. */
  readonly ceiling: number;
  readonly ratio: number;
  readonly beats: number;
  readonly bytes: number;
  readonly bytesPerBeat: number;
  readonly appendMilliseconds: number;
  /** Writing as many bytes to a plain file, on the disk at the end. */
  readonly appendCeilingMilliseconds: number;
  readonly appendRatio: number;
  readonly finishMilliseconds: number;
  readonly windowMilliseconds: number;
  readonly overviewMilliseconds: number;
  readonly findMilliseconds: number;
  readonly inspectMilliseconds: number;
  readonly relabelMilliseconds: number;
  readonly relabel95thMilliseconds: number;
  readonly bulkRelabelMilliseconds: number;
  readonly bulkUndoMilliseconds: number;
  readonly overviewAfterBulkMilliseconds: number;
  readonly openMilliseconds: number;
  readonly listMilliseconds: number;
  readonly listRecordings: number;
}

const sessionId = 'bench';
const batchBeats = 1024;
const bulkBeats = 20_000;
const listedRecordings = 1_000;
/** What one relabel adds to the journal: 7 pages of 4,096 bytes with their headers of 24, as counted in the file. */
const relabelBytes = 7 * 4_120;

/** Measures the store with a long session on a real disk, beside raw writes of the same bytes in the same run. */
export async function benchStore(options: StoreBenchOptions = {}): Promise<StoreBenchResult> {
  const count = options.beats ?? 1_400_000;
  const folder = mkdtempSync(join(options.folder ?? tmpdir(), 'caliper-bench-'));
  try {
    const beats = inventBeats(count);
    const path = join(folder, 'caliper.db');
    const store = await openStore(path);
    await addRecording(store, sessionId, (beats.samples.at(-1) ?? 0) + 1);
    const appendMilliseconds = await timed(() => append(store, beats));
    const finishMilliseconds = await timed(() => store.finishRun('run', 'cpu', 54));
    const bytes = await store.size();
    const appendCeiling = await timed(async () => writeRaw(join(folder, 'raw'), bytes));
    const figures = await measure(store, beats, folder);
    await store.close();
    const openMilliseconds = await timed(async () => (await openStore(path)).close());
    const listMilliseconds = await measureList(join(folder, 'list.db'));
    const { relabelMilliseconds, rawMilliseconds, ...rest } = figures;
    return {
      name: 'store',
      rate: 1000 / relabelMilliseconds,
      unit: 'relabels/s',
      ceiling: 1000 / rawMilliseconds,
      ratio: rawMilliseconds / relabelMilliseconds,
      beats: count,
      bytes,
      bytesPerBeat: bytes / count,
      appendMilliseconds,
      appendCeilingMilliseconds: appendCeiling,
      appendRatio: appendCeiling / appendMilliseconds,
      finishMilliseconds,
      relabelMilliseconds,
      ...rest,
      openMilliseconds,
      listMilliseconds,
      listRecordings: listedRecordings,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(store: Store, beats: AnalysedBeats, folder: string) {
  const random = createRandom(2);
  const { samples } = beats;
  const anywhere = () => samples[random.integer(samples.length)]!;
  const file = openSync(join(folder, 'raw-relabel'), 'w');
  const page = new Uint8Array(relabelBytes);
  const relabels: number[] = [];
  const raw: number[] = [];
  // Taken in turns, so that what else the disk does hits both alike.
  for (let round = 0; round < 300; round++) {
    const sample = anywhere();
    relabels.push(await timed(() => store.relabel(sessionId, [sample], round % 5, 'bench')));
    raw.push(
      await timed(async () => {
        writeSync(file, page);
        fdatasyncSync(file);
      }),
    );
  }
  closeSync(file);
  const figures = {
    relabelMilliseconds: percentile(relabels, 0.5),
    relabel95thMilliseconds: percentile(relabels, 0.95),
    rawMilliseconds: percentile(raw, 0.5),
    windowMilliseconds: await median(100, () => {
      const from = anywhere();
      return store.readBeats(sessionId, from, from + 10_000);
    }),
    overviewMilliseconds: await median(9, () => store.beatOverview(sessionId, 2_000)),
    findMilliseconds: await median(100, () =>
      store.findBeat({ sessionId, sample: anywhere(), direction: 'next', label: 3 }),
    ),
    inspectMilliseconds: await median(100, () => store.inspectBeat(sessionId, anywhere())),
  };
  const first = random.integer(Math.max(1, samples.length - 2 * bulkBeats));
  const chosen = Array.from(samples.subarray(first, first + 2 * bulkBeats)).filter((_, index) => index % 2 === 0);
  return {
    ...figures,
    bulkRelabelMilliseconds: await timed(() => store.relabel(sessionId, chosen, 4, 'bench')),
    overviewAfterBulkMilliseconds: await median(5, () => store.beatOverview(sessionId, 2_000)),
    bulkUndoMilliseconds: await timed(() => store.undo(sessionId, 'bench')),
  };
}

/** About 72 beats a minute at 250 frames a second; one in a hundred ventricular, one in ten thousand fusion. */
function inventBeats(count: number): AnalysedBeats {
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

async function addRecording(store: Store, id: string, frames: number): Promise<void> {
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

async function append(store: Store, beats: AnalysedBeats): Promise<void> {
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

function writeRaw(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  const block = new Uint8Array(2 ** 20);
  for (let written = 0; written < bytes; written += block.length) {
    writeSync(file, block, 0, Math.min(block.length, bytes - written));
  }
  fdatasyncSync(file);
  closeSync(file);
}

async function measureList(path: string): Promise<number> {
  const store = await openStore(path);
  for (let index = 0; index < listedRecordings; index++) await addRecording(store, `recording-${index}`, 1_000_000);
  const milliseconds = await median(9, () => store.listRecordings());
  await store.close();
  return milliseconds;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(work));
  return percentile(times, 0.5);
}

function percentile(values: readonly number[], fraction: number): number {
  return values.toSorted((first, second) => first - second)[Math.floor(fraction * (values.length - 1))] ?? NaN;
}
