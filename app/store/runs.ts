import type { Database } from 'better-sqlite3';

import { labelSources } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { carryLabels, type CarryTables } from './carry-labels.ts';
import { checkColumns, joinColumns, sliceColumns } from './columns.ts';
import type { Chunks } from './chunks.ts';
import { isRunning } from './processes.ts';
import type { Session, Sessions } from './sessions.ts';
import { readRunRow, writeInformation, type StoredRunRow } from './run-information.ts';
import type { AnalysedBeats, NewRun, RunInformation, StoredRun } from './store.ts';

/** Beats a chunk: 16 kB of positions, 4 kB of labels; small enough to read for one key press. */
const chunkBeats = 4_096;
/** Beats kept in memory before they are written: one commit, and one wait for the disk, for 16 chunks. */
const pendingBeats = 16 * chunkBeats;

export interface RunRow {
  readonly number: number;
  readonly id: string;
  readonly session: number;
  readonly model_id: string | null;
  readonly annotator: string | null;
  /** JSON. */
  readonly settings: string;
  readonly finished_at: string | null;
}

/** What is told of a run when it is finished. */
export interface RunEnd {
  readonly provider: string | null;
  readonly toleranceFrames: number;
  readonly information: RunInformation;
}

interface Pending {
  lastSample: number;
  count: number;
  parts: AnalysedBeats[];
  readonly sameBeats: boolean;
}

export type Runs = ReturnType<typeof createRuns>;

/** Analyses: their beats arrive in pieces and become the session's at once when the run is finished. */
export function createRuns(database: Database, sessions: Sessions, chunks: Chunks, carry: CarryTables) {
  const insert = database.prepare(
    `INSERT INTO runs (id, session, model_id, model_sha256, provider, settings, annotator, started_at, process)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare<[string], RunRow>('SELECT * FROM runs WHERE id = ?');
  const byNumber = database.prepare<[number], RunRow>('SELECT * FROM runs WHERE number = ?');
  const interrupted = database.prepare(
    `UPDATE sessions SET analysis = CASE WHEN run IS NULL THEN 'none' ELSE 'done' END, attention = ?
     WHERE analysis IN ('running', 'waiting')
     AND number NOT IN (SELECT session FROM runs WHERE finished_at IS NULL)`,
  );
  const unfinished = database.prepare<[], { number: number; process: number }>(
    'SELECT number, process FROM runs WHERE finished_at IS NULL',
  );
  const lineage = database.prepare<{ session: number; run: number | null }, RunRow>(
    `SELECT * FROM runs WHERE finished_at IS NOT NULL AND (number = @run OR (session = @session AND number < @run))
     ORDER BY number DESC`,
  );
  const remove = database.prepare('DELETE FROM runs WHERE number = ?');
  const indexChunk = database.prepare('UPDATE chunks SET first_index = ? WHERE number = ?');
  const finish = database.prepare(
    'UPDATE runs SET provider = ?, information = ?, quality = ?, finished_at = ? WHERE number = ?',
  );
  const stored = database.prepare<[number], StoredRunRow>('SELECT * FROM runs WHERE number = ?');
  const makeCurrent = database.prepare(
    `UPDATE sessions SET run = @run, beats = beats_, class_n = n_, class_s = s_, class_v = v_, class_f = f_, class_q = q_,
       differs = differs_, corrected = 0
     FROM (SELECT coalesce(sum(beats), 0) AS beats_, coalesce(sum(class_n), 0) AS n_, coalesce(sum(class_s), 0) AS s_,
       coalesce(sum(class_v), 0) AS v_, coalesce(sum(class_f), 0) AS f_, coalesce(sum(class_q), 0) AS q_,
       coalesce(sum(differs), 0) AS differs_ FROM chunks WHERE run = @run)
     WHERE number = @session`,
  );
  const pending = new Map<number, Pending>();
  const sources = new Map<number, number>();
  /** The run that was described last: finished runs never change, and each window of beats asks for its own. */
  let described: { number: number; run: StoredRun } | null = null;

  function open(runId: string): RunRow & { pending: Pending } {
    const run = byId.get(runId);
    if (!run) throw new CaliperError('not-found', `There is no analysis run "${runId}".`);
    const waiting = pending.get(run.number);
    if (run.finished_at !== null || !waiting) {
      throw new CaliperError('conflict', `The analysis run "${runId}" takes no more beats.`);
    }
    return { ...run, pending: waiting };
  }

  const writeChunks = database.transaction((run: number, beats: AnalysedBeats): void => {
    for (let from = 0; from < beats.samples.length; from += chunkBeats) {
      chunks.write(run, sliceColumns(beats, from, Math.min(beats.samples.length, from + chunkBeats)));
    }
  });

  const finishRun = database.transaction((runId: string, end: RunEnd): void => {
    const run = open(runId);
    writeChunks(run.number, joinColumns(run.pending.parts));
    const carried = carryLabels(carry, run, end.toleranceFrames);
    let index = 0;
    for (const chunk of chunks.all(run.number)) {
      indexChunk.run(index, chunk.number);
      index += chunk.beats;
    }
    makeCurrent.run({ run: run.number, session: run.session });
    sessions.count(run.session, carried);
    if (!run.pending.sameBeats) carry.steps.settleBeats(run.session);
    const { information, quality } = writeInformation(end.information);
    finish.run(end.provider, information, quality, new Date().toISOString(), run.number);
  });

  function forget(run: number): void {
    remove.run(run);
    pending.delete(run);
  }

  return {
    begin(run: NewRun): void {
      const session = sessions.find(run.sessionId);
      if (byId.get(run.id)) throw new CaliperError('conflict', `There is already an analysis run "${run.id}".`);
      const { lastInsertRowid } = insert.run(
        run.id,
        session.number,
        run.model?.id ?? null,
        run.model?.sha256 ?? null,
        run.provider,
        JSON.stringify(run.settings),
        run.annotator,
        run.startedAt,
        process.pid,
      );
      const sameBeats = run.sameBeats ?? false;
      pending.set(Number(lastInsertRowid), { lastSample: -1, count: 0, parts: [], sameBeats });
    },
    append(runId: string, beats: AnalysedBeats): void {
      const run = open(runId);
      const waiting = run.pending;
      checkColumns(beats, waiting.lastSample);
      if (beats.samples.length === 0) return;
      // A copy: the caller may fill the same arrays again.
      waiting.parts.push(joinColumns([beats]));
      waiting.count += beats.samples.length;
      waiting.lastSample = beats.samples.at(-1)!;
      if (waiting.count < pendingBeats) return;
      const all = joinColumns(waiting.parts);
      const full = waiting.count - (waiting.count % chunkBeats);
      writeChunks.immediate(run.number, sliceColumns(all, 0, full));
      waiting.parts = [sliceColumns(all, full, waiting.count)];
      waiting.count -= full;
    },
    /** @returns id of the run's session */
    finish(runId: string, end: RunEnd): string {
      const { number, session } = open(runId);
      finishRun.immediate(runId, end);
      pending.delete(number);
      return sessions.idOf(session);
    },
    abandon(runId: string): void {
      forget(open(runId).number);
    },
    /** Forgets the unfinished runs of this process and of processes that are gone, and says so in their sessions. */
    forgetUnfinished(): void {
      for (const run of unfinished.all())
        if (run.process === process.pid || !isRunning(run.process)) forget(run.number);
      interrupted.run('The analysis was interrupted: analyse again.');
    },
    /** A finished run with all that is known of it. */
    describe(number: number): StoredRun {
      if (described?.number === number) return described.run;
      const row = stored.get(number);
      if (!row) throw new CaliperError('not-found', `There is no analysis run ${number}.`);
      described = { number, run: readRunRow(row) };
      return described.run;
    },
    /** The run that a session shows, which may be another session's, and the session's own before it; the last one first. */
    lineage: ({ number, run }: Session): RunRow[] => lineage.all({ session: number, run }),
    /** Where the labels of a finished run come from: index into labelSources. */
    source(number: number): number {
      const known = sources.get(number);
      if (known !== undefined) return known;
      const run = byNumber.get(number);
      const source = labelSources.indexOf(run?.model_id === null && run.annotator !== null ? 'file' : 'model');
      sources.set(number, source);
      return source;
    },
  };
}
