import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { InvalidArgumentError } from 'commander';

import { createRandom } from '../../../signal/random.ts';
import { openStore } from '../../../store/open-store.ts';
import type { AnalysedBeats, Store } from '../../../store/store.ts';
import type { CliCommand } from '../command.ts';
import { correctionLines, measureCorrections, type CorrectionFigures } from './store-corrections.ts';
import { addRecording, appendBeats, inventBeats } from './store-session.ts';
import { median, percentile, timed } from './timing.ts';

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
  /** Every kind of correction, one beat at a time and 20,000 at once. */
  readonly corrections: CorrectionFigures;
  readonly openMilliseconds: number;
  readonly listMilliseconds: number;
  readonly listRecordings: number;
}

const sessionId = 'bench';
const listedRecordings = 1_000;
/** What one relabel adds to the journal: 8 pages of 4,096 bytes with their headers of 24, as counted in the file. */
const relabelBytes = 8 * 4_120;

/** `caliper bench store`. */
export const storeBench: CliCommand = {
  define(bench, context) {
    bench
      .command('store')
      .description('keep, read and correct the beats of a long session on the disk')
      .option('--beats <number>', 'beats in the session', wholeNumber, 1_400_000)
      .option('--folder <path>', 'folder on the disk to measure', tmpdir())
      .option('--json', 'print the result as JSON')
      .action(async ({ json, ...options }: Required<StoreBenchOptions> & { readonly json?: boolean }) => {
        const result = await benchStore(options);
        context.out(json ? `${JSON.stringify(result)}\n` : asText(result));
      });
  },
};

/** Measures the store with a long session on a real disk, beside raw writes of the same bytes in the same run. */
export async function benchStore(options: StoreBenchOptions = {}): Promise<StoreBenchResult> {
  const count = options.beats ?? 1_400_000;
  const folder = mkdtempSync(join(options.folder ?? tmpdir(), 'caliper-bench-'));
  try {
    const beats = inventBeats(count);
    const path = join(folder, 'caliper.db');
    let store = await openStore(path);
    await addRecording(store, sessionId, (beats.samples.at(-1) ?? 0) + 1);
    const appendMilliseconds = await timed(() => appendBeats(store, sessionId, beats));
    const finishMilliseconds = await timed(() => store.finishRun('run', 'cpu', 54));
    // Closing moves the journal into the file: what is left is what the beats take.
    await store.close();
    const openMilliseconds = await timed(async () => (store = await openStore(path)));
    const bytes = await store.size();
    const appendCeiling = await timed(async () => writeRaw(join(folder, 'raw'), bytes));
    const figures = await measure(store, beats, folder);
    await store.close();
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
  return { ...figures, corrections: await measureCorrections(store, sessionId, beats) };
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

function asText(result: StoreBenchResult): string {
  const { beats, bytes, bytesPerBeat, corrections, ...rest } = result;
  const times = Object.entries(rest)
    .filter(([name]) => name.endsWith('Milliseconds'))
    .map(([name, value]) => `${name.replace('Milliseconds', '').padEnd(28)} ${Number(value).toFixed(2)} ms`);
  return [
    `store, ${beats} beats: ${(bytes / 2 ** 20).toFixed(1)} MB, ${bytesPerBeat.toFixed(1)} bytes a beat`,
    `${result.rate.toFixed(0)} ${result.unit}, raw writes of the same bytes ${result.ceiling.toFixed(0)}/s, ratio ${result.ratio.toFixed(2)}`,
    ...times,
    ...correctionLines(corrections),
    '',
  ].join('\n');
}

function wholeNumber(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return parsed;
}
