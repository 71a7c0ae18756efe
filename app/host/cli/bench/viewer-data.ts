import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { classOfCode } from '../../../beat/classes.ts';
import { beatClasses } from '../../../contract/classes.ts';
import { openRecordingAt } from '../../../files/folder.ts';
import { writeSimulation } from '../../../files/write-simulation.ts';
import type { Recording } from '../../../signal/recording.ts';
import { openStore } from '../../../store/open-store.ts';
import type { AnalysedBeats, Store } from '../../../store/store.ts';
import { appendBeats } from './store-session.ts';

/** A recording to look at. */
export interface ViewerRecording {
  readonly hours: number;
  readonly leads: number;
  /** Samples a second. */
  readonly rate: number;
}

/** Id of the one recording, and of its session, in a data folder that a viewer is measured with. */
export const viewerRecordingId = 'viewer';

/**
 * The simulated recording of these parameters, kept between runs in the system's temporary folder: 14 days take a minute.
 *
 * @returns path of the record without ending
 */
export async function simulatedRecording(
  { hours, leads, rate }: ViewerRecording,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const root = join(tmpdir(), 'caliper-bench-recordings');
  const folder = join(root, `mixed-${hours}h-${leads}-leads-${rate}-hz`);
  const record = join(folder, 'viewer');
  if (existsSync(`${record}.hea`)) return record;
  note(`Simulating ${hours} h, kept in ${folder}`);
  const unfinished = join(root, `.unfinished-${process.pid}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await writeSimulation(
      { seconds: 3600 * hours, leads, rate, seed: 1, scenario: 'mixed' },
      unfinished,
      'viewer',
      undefined,
      signal,
    );
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return record;
}

/** Fills an empty data folder with the recording and its beats, as an import and an analysis leave it. */
export async function fillDataFolder(dataFolder: string, record: string): Promise<{ store: Store; beats: number }> {
  const recording = await openRecordingAt(record);
  const store = await openStore(join(dataFolder, 'caliper.db'));
  const { name, format, patient, rate, frames, comments, warnings } = recording;
  await store.addRecording({
    id: viewerRecordingId,
    sessionId: viewerRecordingId,
    name,
    format,
    path: `${record}.hea`,
    sha256: viewerRecordingId.padEnd(64, '0'),
    patient,
    rate,
    frames,
    leads: recording.leads.map((lead) => ({
      name: lead.name,
      unit: lead.unit,
      rate: lead.rate,
      gain: lead.gain,
      baseline: lead.baseline,
    })),
    comments,
    warnings,
    importedAt: new Date().toISOString(),
  });
  const beats = await trueBeats(recording);
  await appendBeats(store, viewerRecordingId, beats);
  await store.finishRun('run', 'cpu', 1);
  await store.setAnalysis(viewerRecordingId, 'done', null);
  return { store, beats: beats.samples.length };
}

/** The beats of the simulation's own annotations, as a model that is always right and fairly sure would name them. */
async function trueBeats(recording: Recording): Promise<AnalysedBeats> {
  const annotations = await recording.annotations('atr');
  const none = beatClasses.length;
  const found = annotations
    .map(({ sample, code }) => ({ sample, code, label: classOfCode(code, 'aami') }))
    .filter(({ sample, label }, index, all) => label < none && sample >= 0 && sample !== all[index - 1]?.sample);
  const labels = Uint8Array.from(found, ({ label }) => label);
  const probabilities = new Uint16Array(found.length * none);
  labels.forEach((label, beat) => (probabilities[beat * none + label] = 60_000));
  return {
    samples: Int32Array.from(found, ({ sample }) => sample),
    labels,
    probabilities,
    fileCodes: Uint8Array.from(found, ({ code }) => code),
    fileClasses: labels,
  };
}
