import { access } from 'node:fs/promises';

import { CaliperError } from '../contract/errors.ts';
import { openRecordingAt } from '../files/folder.ts';
import type { Recording } from '../signal/recording.ts';
import type { Store } from '../store/store.ts';

/** Opens the recordings of the library on demand and keeps the last few open. */
export interface OpenRecordings {
  /** @throws CaliperError `not-found` when the library or the disk has it no more, `conflict` when it is another one now */
  open(recordingId: string): Promise<Recording>;
  forget(recordingId: string): void;
}

const keptOpen = 8;

export function createOpenRecordings(store: Store): OpenRecordings {
  const opened = new Map<string, Promise<Recording>>();

  async function openFresh(recordingId: string): Promise<Recording> {
    const { path, name, frames, rate, leads } = await store.readRecording(recordingId);
    await access(path).catch((cause: unknown) => {
      throw new CaliperError(
        'not-found',
        `The files of ${name} are no longer at ${path}: bring them back or import them again.`,
        { cause },
      );
    });
    const recording = await openRecordingAt(path);
    const same = recording.frames === frames && recording.rate === rate && recording.leads.length === leads.length;
    if (same) return recording;
    throw new CaliperError(
      'conflict',
      `The files at ${path} are no longer those of ${name}: import them as a new recording.`,
    );
  }

  return {
    open(recordingId) {
      const known = opened.get(recordingId);
      opened.delete(recordingId);
      const recording = known ?? openFresh(recordingId);
      opened.set(recordingId, recording);
      recording.catch(() => opened.delete(recordingId));
      const oldest = opened.keys().next();
      if (opened.size > keptOpen && !oldest.done) opened.delete(oldest.value);
      return recording;
    },
    forget(recordingId) {
      opened.delete(recordingId);
    },
  };
}
