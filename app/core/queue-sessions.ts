import { createHash } from 'node:crypto';

import { beatClasses, notAnalysed } from '../contract/classes.ts';
import { doubtWork } from '../review/queue-input.ts';
import { queueWork, type ReviewQueue } from '../review/queue.ts';
import { readingWork, type Reading } from '../review/reading.ts';
import { pieceMask, type Work } from '../rhythm/work.ts';
import type { Store } from '../store/store.ts';
import { createFamilySessions } from './family-session.ts';
import { givingWay } from './give-way.ts';
import type { OpenRuns, OpenSessions, SessionColumns } from './session-columns.ts';

/** What a run proposed, in the order to look at it. It does not change while beats are read. */
export interface QueuedRun {
  readonly samples: Int32Array;
  /** What the model said. */
  readonly proposed: Uint8Array;
  /** Five a beat at the operating point, x 65,535. */
  readonly probabilities: Uint16Array;
  /** 65,535 x (1 - probability of `proposed`). */
  readonly doubts: Uint16Array;
  readonly queue: ReviewQueue;
  /** Identifiers of the families that the groups of the queue name; null where no families were made. */
  readonly familyIds: readonly string[] | null;
}

/** The queue of a session as it stands. */
export interface QueuedSession extends QueuedRun {
  readonly columns: SessionColumns;
  readonly reading: Reading;
}

export interface QueueSessions {
  /** @throws CaliperError `not-found` */
  open(sessionId: string): Promise<QueuedSession>;
}

/** Kinds of the entries that belong to the queue: beats put off, by sample; the threshold, under `stopKey`. */
export const laterEntries = 'later';
export const queueEntries = 'queue';
export const stopKey = 'stop';

const kept = 2;

/** Queues of the sessions asked for last. */
export function createQueueSessions(store: Store, sessions: OpenSessions & OpenRuns): QueueSessions {
  const runs = new Map<string, { key: string; run: Promise<QueuedRun> }>();
  const readings = new Map<string, { run: QueuedRun; columns: SessionColumns; reading: Promise<Reading> }>();
  store.onChange(({ sessionId, step }) => {
    readings.delete(sessionId);
    if (step === null) runs.delete(sessionId);
  });

  async function runOf(sessionId: string): Promise<QueuedRun> {
    const [run, families] = await Promise.all([store.currentRun(sessionId), store.families.standing(sessionId)]);
    const key = `${run?.id ?? 'none'} ${families ?? 'none'}`;
    const known = runs.get(sessionId);
    runs.delete(sessionId);
    const entry = known?.key === key ? known : { key, run: buildRun(store, sessions, sessionId) };
    runs.set(sessionId, entry);
    entry.run.catch(() => runs.get(sessionId) === entry && runs.delete(sessionId));
    for (const old of [...runs.keys()].slice(0, -kept)) {
      runs.delete(old);
      readings.delete(old);
    }
    return entry.run;
  }

  async function readingOf(sessionId: string, run: QueuedRun, columns: SessionColumns): Promise<Reading> {
    const entries = await store.entries(sessionId, laterEntries);
    const later = Int32Array.from(entries, ({ key }) => Number(key)).sort();
    return givingWay(readingWork(run, columns, later));
  }

  return {
    async open(sessionId) {
      const [run, columns] = await Promise.all([runOf(sessionId), sessions.columns(sessionId)]);
      const known = readings.get(sessionId);
      // Not the revision: beats put off do not count in it, but make other columns.
      if (known?.run === run && known.columns === columns) return { ...run, columns, reading: await known.reading };
      const reading = readingOf(sessionId, run, columns);
      readings.set(sessionId, { run, columns, reading });
      reading.catch(() => readings.get(sessionId)?.reading === reading && readings.delete(sessionId));
      return { ...run, columns, reading: await reading };
    },
  };
}

async function buildRun(store: Store, sessions: OpenRuns, sessionId: string): Promise<QueuedRun> {
  const { samples, labels, probabilities, rate, runId } = await sessions.proposed(sessionId);
  const families = await familiesOf(store, sessionId, samples);
  const input = { samples, rate, labels, probabilities, families: families?.of ?? null };
  const doubts = await givingWay(doubtWork(input));
  const queue = await givingWay(queueWork({ ...input, seed: seedOf(sessionId, runId ?? '') }));
  return { samples, proposed: labels, probabilities, doubts, queue, familyIds: families?.ids ?? null };
}

/** Family of each beat of the run, -1 for none, as the families were made: a reader's edits move no beat of the queue. */
async function familiesOf(store: Store, sessionId: string, samples: Int32Array) {
  const loaded = await createFamilySessions(store).tryEdits(sessionId, []);
  if (!loaded) return null;
  return { of: await givingWay(familyWork(loaded, samples)), ids: loaded.families.map(({ id }) => id) };
}

type LoadedFamilies = NonNullable<Awaited<ReturnType<ReturnType<typeof createFamilySessions>['tryEdits']>>>;

function* familyWork(loaded: LoadedFamilies, samples: Int32Array): Work<Int32Array> {
  const of = new Int32Array(samples.length).fill(-1);
  const made = loaded.made.samples;
  for (let beat = 0, other = 0; beat < samples.length; beat++) {
    if ((beat & pieceMask) === 0) yield;
    while (other < made.length && made[other]! < samples[beat]!) other++;
    const family = loaded.familyOf[other];
    if (made[other] === samples[beat] && family !== undefined && family < loaded.families.length) of[beat] = family;
  }
  return of;
}

function seedOf(sessionId: string, runId: string): number {
  return createHash('sha256').update(`${sessionId} ${runId}`).digest().readUInt32LE();
}

/** Name of a class, null for a beat that was not analysed. */
export function className(label: number) {
  return label === notAnalysed ? null : (beatClasses[label] ?? null);
}
