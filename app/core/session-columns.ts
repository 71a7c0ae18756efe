import { labelSources } from '../contract/classes.ts';
import type { Stretch } from '../contract/runs.ts';
import { layBytes, layOver, layProbabilities } from '../store/overlay.ts';
import type { SessionChange, StoredEntry } from '../store/changes.ts';
import type { SessionSnapshot, Store } from '../store/store.ts';
import { decisionOf, decideStored } from './decision.ts';
import { patchColumns, type RunColumns } from './patch-columns.ts';
import { joinStretches, readability, readMarks } from './unreadable.ts';

/** A whole session as shown, in time order. A snapshot: nothing in it changes, the next change makes another one. */
export interface SessionColumns {
  /** The same number means the same beats, labels and unreadable stretches; it grows with every change of these. */
  readonly revision: number;
  /** Frames per second. */
  readonly rate: number;
  readonly frames: number;
  readonly samples: Int32Array;
  /** Index into beatClasses, or `notAnalysed`. */
  readonly labels: Uint8Array;
  /** Index into labelSources. */
  readonly sources: Uint8Array;
  /** WFDB codes of the shown labels: a person's code, else the class's plain code, 0 when not analysed. */
  readonly codes: Uint8Array;
  /** WFDB codes that the file gives the beats, 0 when none. */
  readonly fileCodes: Uint8Array;
  /** Five a beat at the chosen operating point, probability x 65,535; zeros where the model did not see the beat. */
  readonly probabilities: Uint16Array;
  /** What the detector could not read and no person overruled, and what persons marked; disjoint, in time order. */
  readonly unreadable: readonly Stretch[];
}

/** Whole sessions in memory: the two that were asked for last. */
export interface OpenSessions {
  /** @throws CaliperError `not-found` */
  columns(sessionId: string): Promise<SessionColumns>;
}

/** What the runs of the same sessions proposed, without reading them again. */
export interface OpenRuns {
  /** What the run that is shown proposed. @throws CaliperError `not-found` */
  proposed(sessionId: string): Promise<ProposedBeats>;
}

/** What a run proposed, before any person; it does not change while beats are read. */
export interface ProposedBeats extends RunColumns {
  /** Null where there is no run. */
  readonly runId: string | null;
  /** Frames a second. */
  readonly rate: number;
  /** Index into beatClasses, or `notAnalysed`. */
  readonly labels: Uint8Array;
}

/** A session in memory. */
interface OpenSession {
  readonly run: ProposedBeats;
  readonly detected: readonly Stretch[];
  columns: SessionColumns;
}

/** What is known of a session that is open or being opened, and what has changed since it was last asked for. */
interface Holder {
  readonly opened: Promise<OpenSession>;
  /** The last question: one waits for the other, so that every answer holds all changes before it. */
  turn: Promise<unknown>;
  readonly pending: SessionChange[];
}

const keptSessions = 2;
const person = labelSources.indexOf('person');

type ColumnStore = Pick<Store, 'snapshot' | 'entries' | 'onChange'>;

/** Reads a session when it is first asked for; later changes are written into copies of its columns, not read again. */
export function createOpenSessions(store: ColumnStore): OpenSessions & OpenRuns {
  const holders = new Map<string, Holder>();

  store.onChange((change) => {
    if (change.step === null) holders.delete(change.sessionId);
    else holders.get(change.sessionId)?.pending.push(change);
  });

  function hold(sessionId: string): Holder {
    const known = holders.get(sessionId);
    holders.delete(sessionId);
    const opened = known?.opened ?? openSession(store, sessionId);
    const holder = known ?? { opened, turn: opened, pending: [] };
    holders.set(sessionId, holder);
    if (!known) opened.catch(() => holders.get(sessionId) === holder && holders.delete(sessionId));
    const oldest = holders.keys().next();
    if (holders.size > keptSessions && !oldest.done) holders.delete(oldest.value);
    return holder;
  }

  async function update(sessionId: string, holder: Holder): Promise<SessionColumns> {
    const session = await holder.opened;
    const changes = [...holder.pending];
    if (changes.length === 0) return session.columns;
    const isMarked = changes.some(({ kinds }) => kinds.includes('mark'));
    const marks = isMarked ? await store.entries(sessionId, 'mark') : null;
    const patched = patchColumns(
      session.columns,
      session.run,
      changes.map(({ edits }) => edits),
    );
    const unreadable = marks ? effectiveStretches(session.detected, marks) : session.columns.unreadable;
    const revision = changes.reduce((last, change) => Math.max(last, change.revision), session.columns.revision);
    session.columns = { ...patched, unreadable, revision };
    holder.pending.splice(0, changes.length);
    return session.columns;
  }

  return {
    columns(sessionId) {
      const holder = hold(sessionId);
      const answer = holder.turn.then(() => update(sessionId, holder));
      holder.turn = answer.catch(() => undefined);
      return answer;
    },
    proposed: async (sessionId) => (await hold(sessionId).opened).run,
  };
}

async function openSession(store: ColumnStore, sessionId: string): Promise<OpenSession> {
  const [snapshot, marks] = await Promise.all([store.snapshot(sessionId), store.entries(sessionId, 'mark')]);
  const { proposed, revision, rate, frames } = snapshot;
  const laid = layOver(proposed, snapshot.decided);
  const detected = snapshot.run?.quality?.unreadable ?? [];
  const probabilities = probabilitiesOf(snapshot);
  const columns: SessionColumns = {
    revision,
    rate,
    frames,
    samples: laid.samples,
    labels: laid.labels,
    sources: laid.decided.map((flag) => (flag === 1 ? person : snapshot.source)),
    codes: laid.codes,
    fileCodes: layBytes(proposed.fileCodes, laid.origins, 0),
    probabilities: layProbabilities(probabilities, laid.origins),
    unreadable: effectiveStretches(detected, marks),
  };
  const { samples, labels, fileCodes } = proposed;
  const run = { runId: snapshot.run?.id ?? null, rate, samples, labels, fileCodes, probabilities };
  return { run, detected, columns };
}

function probabilitiesOf({ run, proposed }: SessionSnapshot): Uint16Array {
  const decision = decisionOf(run);
  if (!decision || decision.strength === decision.rule.strength) return proposed.probabilities;
  return decideStored(proposed.probabilities, decision.rule, decision.strength).probabilities;
}

function effectiveStretches(detected: readonly Stretch[], marks: readonly StoredEntry[]): Stretch[] {
  return joinStretches(readability(detected, readMarks(marks)).stretches);
}
