import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { InvalidArgumentError } from 'commander';

import { silentLogger } from '../../../core/logger.ts';
import { createOverviews } from '../../../core/overviews.ts';
import { createOpenRecordings } from '../../../core/recordings.ts';
import { readSignal } from '../../../core/signals.ts';
import { createRandom } from '../../../signal/random.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { fillDataFolder, simulatedRecording, viewerRecordingId, type ViewerRecording } from './viewer-data.ts';

/** Median and 95th percentile in milliseconds. */
export interface Percentiles {
  readonly median: number;
  readonly p95: number;
}

/** What the core needs to answer a viewer. */
export interface ViewerBenchResult extends ViewerRecording {
  readonly name: 'viewer';
  readonly beats: number;
  /** Milliseconds from a core that has nothing open to all that the first strip needs: its samples, beats and overview. */
  readonly firstStrip: number;
  /** Milliseconds to build the pyramids and keep their file, as an import does. */
  readonly buildPyramids: number;
  /** Reading and decoding every sample once takes this share of it. */
  readonly buildRatio: number;
  /** Milliseconds to the first view of the whole recording, its file read and checked. */
  readonly firstWhole: number;
  /** Windows of 8,192 frames of all leads. */
  readonly readSignal: Percentiles;
  /** The bytes of such a window read from the disk, as a share of `readSignal`. */
  readonly readRatio: number;
  /** The same windows through all three filters. */
  readonly readFiltered: Percentiles;
  /** 1,024 columns of 64 frames, from samples. */
  readonly nearOverview: Percentiles;
  /** 2,048 columns of the whole recording, from the pyramid. */
  readonly wholeOverview: Percentiles;
  /** Beats of 150 seconds. */
  readonly readBeats: Percentiles;
  /** Largest memory of this process in bytes; it made the data as well. */
  readonly memory: number;
}

const windowFrames = 8192;
const filters = { baseline: 0.5, mains: 50, muscle: 40 } as const;

/** `caliper bench viewer`. */
export const viewerBench: CliCommand = {
  define(bench, context) {
    bench
      .command('viewer')
      .description('answer what a screen asks of a long simulated recording')
      .option('--hours <number>', 'duration of the recording; 336 is 14 days', wholeNumber, 24)
      .option('--leads <number>', 'leads of the recording', wholeNumber, 3)
      .option('--rate <number>', 'samples per second', wholeNumber, 250)
      .option('--json', 'print the result as JSON')
      .action(async ({ json, ...recording }: ViewerRecording & { readonly json?: boolean }) => {
        const result = await benchViewer(recording, context);
        context.out(json ? `${JSON.stringify(result)}\n` : asText(result));
      });
  },
};

/** Measures the calls behind a strip on a real disk. */
export async function benchViewer(wanted: ViewerRecording, context: CliContext): Promise<ViewerBenchResult> {
  const record = await simulatedRecording(wanted, context.note, context.signal);
  const folder = await mkdtemp(join(tmpdir(), 'caliper-bench-'));
  try {
    const { store, beats } = await fillDataFolder(folder, record);
    try {
      return { name: 'viewer', ...wanted, beats, ...(await measure(store, folder, record)) };
    } finally {
      await store.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(store: Parameters<typeof createOpenRecordings>[0], folder: string, record: string) {
  const recordingId = viewerRecordingId;
  const pyramids = join(folder, 'pyramids');
  const start = () => {
    const recordings = createOpenRecordings(store);
    return { recordings, overviews: createOverviews(recordings, pyramids, silentLogger) };
  };
  const building = start();
  const recording = await building.recordings.open(recordingId);
  const leads = recording.leads.map((_, index) => index);
  const decoding = await timed(async () => {
    for (let from = 0; from < recording.frames; from += 65_536) await recording.read(leads, from, from + 65_536);
  });
  const buildPyramids = await timed(() => building.overviews.build(recordingId));
  const { recordings, overviews } = start();
  const never = new AbortController().signal;
  const window = (from: number) => ({ recordingId, leads, from, to: from + windowFrames });
  const overview = (from: number, to: number, buckets: number) =>
    overviews.read({ recordingId, leads, from, to, buckets }, never);
  const firstStrip = await timed(async () => {
    await readSignal(recordings, window(0));
    await store.readBeats(recordingId, 0, 150 * recording.rate);
    await store.beatOverview(recordingId, 240);
  });
  const wholeWidth = 2 ** Math.ceil(Math.log2(recording.frames / 2048));
  const whole = () => overview(0, 2048 * wholeWidth, 2048);
  const firstWhole = await timed(whole);
  const random = createRandom(1);
  const anywhere = () => windowFrames * random.integer(Math.floor(recording.frames / windowFrames) - 16);
  const read = await percentiles(200, () => readSignal(recordings, window(anywhere())));
  return {
    firstStrip,
    buildPyramids,
    buildRatio: decoding / buildPyramids,
    firstWhole,
    readSignal: read,
    readRatio: (await rawReads(record, 1.5 * windowFrames * leads.length)) / read.median,
    readFiltered: await percentiles(50, () => readSignal(recordings, { ...window(anywhere()), filters })),
    nearOverview: await percentiles(50, () => {
      const from = anywhere();
      return overview(from, from + 65_536, 1024);
    }),
    wholeOverview: await percentiles(50, whole),
    readBeats: await percentiles(100, () => {
      const from = anywhere();
      return store.readBeats(recordingId, from, from + 150 * recording.rate);
    }),
    memory: process.resourceUsage().maxRSS * 1024,
  };
}

/** Median milliseconds to open the signal file, read so many bytes of it and close it. */
async function rawReads(record: string, bytes: number): Promise<number> {
  const random = createRandom(2);
  const { median } = await percentiles(200, async () => {
    const file = await open(`${record}.dat`);
    const { size } = await file.stat();
    await file.read(new Uint8Array(bytes), 0, bytes, random.integer(size - bytes));
    await file.close();
  });
  return median;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function percentiles(rounds: number, work: () => Promise<unknown>): Promise<Percentiles> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(work));
  times.sort((first, second) => first - second);
  const at = (fraction: number) => times[Math.min(times.length - 1, Math.floor(fraction * times.length))] ?? NaN;
  return { median: at(0.5), p95: at(0.95) };
}

function asText(result: ViewerBenchResult): string {
  const both = ({ median, p95 }: Percentiles) => `${median.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`;
  const lines = {
    'first strip': `${result.firstStrip.toFixed(1)} ms`,
    'pyramids built': `${result.buildPyramids.toFixed(0)} ms, decoding alone is ${(100 * result.buildRatio).toFixed(0)} % of it`,
    'first whole view': `${result.firstWhole.toFixed(1)} ms`,
    'read signal': `${both(result.readSignal)}, the disk alone ${(100 * result.readRatio).toFixed(0)} %`,
    'read filtered': both(result.readFiltered),
    'near overview': both(result.nearOverview),
    'whole overview': both(result.wholeOverview),
    'read beats': both(result.readBeats),
    memory: `${(result.memory / 2 ** 20).toFixed(0)} MiB`,
  };
  const { hours, leads, rate, beats } = result;
  return [
    `viewer, ${hours} h, ${leads} leads, ${rate} Hz, ${beats} beats`,
    ...Object.entries(lines).map(([what, figure]) => `${what.padEnd(18)} ${figure}`),
    '',
  ].join('\n');
}

function wholeNumber(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return parsed;
}
