import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { ApplicationContract } from '../contract/application.ts';
import { readPyramids, writePyramids } from '../files/pyramid-file.ts';
import type { Input, Output } from '../rpc/contract.ts';
import { readExtremes, type Extremes } from '../signal/extremes.ts';
import { pyramidExtremes } from '../signal/pyramid-extremes.ts';
import { buildPyramids, pyramidBaseFrames, type Pyramid } from '../signal/pyramid.ts';
import type { Recording } from '../signal/recording.ts';
import type { Logger } from './logger.ts';
import type { OpenRecordings } from './recordings.ts';
import { checkLeads } from './signals.ts';

type Read = 'signal.overview';

export interface BuildOptions {
  readonly signal?: AbortSignal;
  /** Told the share that is done, 0 to 1. */
  readonly report?: (progress: number) => void;
}

/** Minimum and maximum per bucket of any stretch: near the signal from the samples, from afar from a pyramid. */
export interface Overviews {
  read(input: Input<ApplicationContract, Read>, signal: AbortSignal): Promise<Output<ApplicationContract, Read>>;
  /**
   * Builds a recording's pyramids once and keeps them as a file in the data folder, so that nobody waits for them later.
   *
   * @throws CaliperError when the recording cannot be read; the signal's reason when aborted
   */
  build(recordingId: string, options?: BuildOptions): Promise<void>;
  /** The pyramids of all leads: from the file, or built where it is missing or damaged. */
  pyramids(recordingId: string): Promise<readonly Pyramid[]>;
  /** Forgets a removed recording, and deletes its file. */
  remove(recordingId: string): Promise<void>;
}

/** 14 days of a lead take 13 MB; the ones last looked at stay in memory. */
const keptPyramids = 2;

/** @param folder of the pyramid files */
export function createOverviews(recordings: OpenRecordings, folder: string, logger: Logger): Overviews {
  const held = new Map<string, Promise<readonly Pyramid[]>>();
  const pathOf = (recordingId: string) => join(folder, `${recordingId}.pyramid`);

  /** A file that cannot be written costs the next start its time, and nothing else. */
  async function buildAndKeep(recordingId: string, recording: Recording, options: BuildOptions): Promise<Pyramid[]> {
    const { report, signal } = options;
    const leads = recording.leads.map((_, index) => index);
    const onProgress = (frames: number) => report?.(frames / Math.max(1, recording.frames));
    const built = await buildPyramids(recording, leads, onProgress, signal);
    await writePyramids(pathOf(recordingId), built).catch((error: unknown) =>
      logger.warn({ error }, 'pyramid not kept'),
    );
    return built;
  }

  async function readOrBuild(recordingId: string, options: BuildOptions): Promise<readonly Pyramid[]> {
    const recording = await recordings.open(recordingId);
    const kept = await readPyramids(pathOf(recordingId), recording.frames, recording.leads.length);
    return kept ?? buildAndKeep(recordingId, recording, options);
  }

  /** The reading or building is shared by whoever asks and not stopped by one of them. */
  function pyramids(recordingId: string, options: BuildOptions = {}): Promise<readonly Pyramid[]> {
    const known = held.get(recordingId);
    held.delete(recordingId);
    const found = known ?? readOrBuild(recordingId, options);
    held.set(recordingId, found);
    found.catch(() => held.delete(recordingId));
    const oldest = held.keys().next();
    if (held.size > keptPyramids && !oldest.done) held.delete(oldest.value);
    return found;
  }

  return {
    async read({ recordingId, leads, from, to, buckets }, signal) {
      const recording = await recordings.open(recordingId);
      checkLeads(recording, leads);
      const near = (to - from) / buckets < pyramidBaseFrames;
      if (near) {
        const found = await readExtremes(recording, leads, from, to, buckets);
        return { from, to, extremes: found.map(interleave) };
      }
      const built = await pyramids(recordingId);
      const extremes: Int32Array[] = [];
      for (const lead of leads) {
        signal.throwIfAborted();
        const found = await pyramidExtremes(recording, lead, built[lead]!, from, to, buckets);
        if (found) extremes.push(interleave(found));
      }
      return { from, to, extremes };
    },
    async build(recordingId, options = {}) {
      await pyramids(recordingId, options);
      // An import of many recordings would keep them all in turn: they are looked at later, if at all.
      held.delete(recordingId);
    },
    pyramids: (recordingId) => pyramids(recordingId),
    async remove(recordingId) {
      held.delete(recordingId);
      await rm(pathOf(recordingId), { force: true });
    },
  };
}

function interleave({ minimum, maximum }: Extremes): Int32Array {
  const both = new Int32Array(2 * minimum.length);
  for (let bucket = 0; bucket < minimum.length; bucket++) {
    both[2 * bucket] = minimum[bucket]!;
    both[2 * bucket + 1] = maximum[bucket]!;
  }
  return both;
}
