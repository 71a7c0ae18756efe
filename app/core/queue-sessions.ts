import { createHash } from 'node:crypto';

import { beatClasses, notAnalysed } from '../contract/classes.ts';
import { doubtsOf } from '../review/queue-input.ts';
import { buildQueue, type ReviewQueue } from '../review/queue.ts';
import { readReading, type Reading } from '../review/reading.ts';
import type { Store } from '../store/store.ts';
import { decisionOf, decideStored } from './decision.ts';
import { createFamilySessions } from './family-session.ts';
import type { OpenSessions, SessionColumns } from './session-columns.ts';

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
export function createQueueSessions(store: Store, sessions: OpenSessions): QueueSessions {
  const runs = new Map<string, { key: string; run: Promise<QueuedRun> }>();
  const readings = new Map<string, { run: QueuedRun; revision: number; reading: Reading }>();
  store.onChange(({ sessionId, step }) => {
    // Beats put off do not count in the columns' revision.
    readings.delete(sessionId);
    if (step === null) runs.delete(sessionId);
  });

  async function runOf(sessionId: string): Promise<QueuedRun> {
    const [run, families] = await Promise.all([store.currentRun(sessionId), store.families.standing(sessionId)]);
    const key = `${run?.id ?? 'none'} ${families ?? 'none'}`;
    const known = runs.get(sessionId);
    runs.delete(sessionId);
    const entry = known?.key === key ? known : { key, run: buildRun(store, sessionId, run?.id ?? '') };
    runs.set(sessionId, entry);
    entry.run.catch(() => runs.get(sessionId) === entry && runs.delete(sessionId));
    for (const old of [...runs.keys()].slice(0, -kept)) {
      runs.delete(old);
      readings.delete(old);
    }
    return entry.run;
  }

  return {
    async open(sessionId) {
      const [run, columns] = await Promise.all([runOf(sessionId), sessions.columns(sessionId)]);
      const known = readings.get(sessionId);
      if (known?.run === run && known.revision === columns.revision) return { ...run, columns, reading: known.reading };
      const entries = await store.entries(sessionId, laterEntries);
      const later = Int32Array.from(entries, ({ key }) => Number(key)).sort();
      const reading = readReading(run, columns, later);
      readings.set(sessionId, { run, revision: columns.revision, reading });
      return { ...run, columns, reading };
    },
  };
}

async function buildRun(store: Store, sessionId: string, runId: string): Promise<QueuedRun> {
  const { proposed, run, rate } = await store.snapshot(sessionId);
  const decision = decisionOf(run);
  const moved = decision && decision.strength !== decision.rule.strength;
  const probabilities = moved
    ? decideStored(proposed.probabilities, decision.rule, decision.strength).probabilities
    : proposed.probabilities;
  const { samples, labels } = proposed;
  const families = await familiesOf(store, sessionId, samples);
  const input = { samples, rate, labels, probabilities, families: families?.of ?? null };
  const doubts = doubtsOf(input);
  const queue = buildQueue({ ...input, seed: seedOf(sessionId, runId) });
  return { samples, proposed: labels, probabilities, doubts, queue, familyIds: families?.ids ?? null };
}

/** Family of each beat of the run, -1 for none, as the families were made: a reader's edits move no beat of the queue. */
async function familiesOf(store: Store, sessionId: string, samples: Int32Array) {
  const loaded = await createFamilySessions(store).tryEdits(sessionId, []);
  if (!loaded) return null;
  const of = new Int32Array(samples.length).fill(-1);
  const made = loaded.made.samples;
  for (let beat = 0, other = 0; beat < samples.length; beat++) {
    while (other < made.length && made[other]! < samples[beat]!) other++;
    const family = loaded.familyOf[other];
    if (made[other] === samples[beat] && family !== undefined && family < loaded.families.length) of[beat] = family;
  }
  return { of, ids: loaded.families.map(({ id }) => id) };
}

function seedOf(sessionId: string, runId: string): number {
  return createHash('sha256').update(`${sessionId} ${runId}`).digest().readUInt32LE();
}

/** Name of a class, null for a beat that was not analysed. */
export function className(label: number) {
  return label === notAnalysed ? null : (beatClasses[label] ?? null);
}
