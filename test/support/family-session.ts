import { join } from 'node:path';

import { expect } from 'vitest';

import type { Families } from '../../app/contract/families.ts';
import { createEntryChanges } from '../../app/core/entry-changes.ts';
import { familiesHandlers, type FamilyDependencies } from '../../app/core/families.ts';
import { createJobs, type Jobs } from '../../app/core/jobs.ts';
import { silentLogger } from '../../app/core/logger.ts';
import { createOpenSessions, type OpenSessions } from '../../app/core/session-columns.ts';
import type { CallContext } from '../../app/rpc/contract.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { AnalysedBeats, Store } from '../../app/store/store.ts';
import { drawnBeats } from './drawn-beats.ts';
import { addAnalysed, temporaryFolder } from './store-fixture.ts';

export const N = 0;
export const V = 2;
export const reader = () => 'A. Reader';
export const context: CallContext = { signal: new AbortController().signal };
/** 90 narrow beats, 30 wide ones, and one that is like no other. */
export const shapes = Array.from({ length: 121 }, (_, beat) => (beat === 120 ? 2 : Number(beat % 4 === 1)));
export const drawn = drawnBeats(shapes);
/** Positions of the wide ones. The model calls the first two of them normal. */
export const wide = [...drawn.samples].filter((_, beat) => shapes[beat] === 1);

type FamilyHandlers = ReturnType<typeof familiesHandlers>;

/** A session of beats whose shapes are known, and the calls about its families. */
export interface FamilySession {
  /** Path of the database. */
  readonly path: string;
  readonly store: Store;
  readonly sessions: OpenSessions;
  readonly jobs: Jobs;
  readonly sessionId: string;
  readonly handlers: FamilyHandlers;
  /** The same calls with something else in place of what they build on. */
  handlersWith(other: Partial<FamilyDependencies>): FamilyHandlers;
  /** Makes the families and waits for them. */
  made(): Promise<Families>;
  read(): Promise<Families>;
  close(): Promise<void>;
}

export async function openFamilySession(): Promise<FamilySession> {
  const folder = temporaryFolder();
  const path = join(folder.path, 'caliper.db');
  const store = await openStore(path);
  const labels = drawn.shapes.map((shape, beat) => (shape === 1 && beat > 8 ? V : N));
  const probabilities = new Uint16Array(5 * shapes.length);
  labels.forEach((label, beat) => (probabilities[5 * beat + label] = 60_000));
  const beats: AnalysedBeats = {
    samples: drawn.samples,
    labels,
    probabilities,
    fileCodes: new Uint8Array(shapes.length),
    fileClasses: new Uint8Array(shapes.length),
  };
  const sessionId = await addAnalysed(store, 'a', beats);
  const sessions = createOpenSessions(store);
  const jobs = createJobs(() => undefined, silentLogger);

  function handlersWith(other: Partial<FamilyDependencies>): FamilyHandlers {
    const recordings = { open: () => Promise.resolve(drawn.recording), forget: () => undefined };
    const entries = createEntryChanges(store, reader);
    return familiesHandlers({ store, recordings, sessions, entries, jobs, reader, ...other });
  }

  const handlers = handlersWith({});
  const read = async () => handlers['families.read']({ sessionId }, context);
  return {
    path,
    store,
    sessions,
    jobs,
    sessionId,
    handlers,
    handlersWith,
    read,
    async made() {
      const { jobId } = await handlers['families.make']({ sessionId }, context);
      await expect.poll(() => jobs.list().find(({ id }) => id === jobId)?.state).toBe('done');
      return read();
    },
    async close() {
      await jobs.close();
      await store.close();
      folder.remove();
    },
  };
}
