import type { Database } from 'better-sqlite3';

import { beatClasses } from '../contract/classes.ts';
import type { BeatTables } from './beats.ts';
import type { Chunk, LabelColumns } from './chunks.ts';
import { differs, lowerBound } from './columns.ts';
import { noBeat } from './overlay.ts';
import type { Session } from './sessions.ts';
import type { BeatQuery } from './store.ts';

interface Overlaid {
  readonly session: number;
  readonly sample: number;
  readonly label: number | null;
  readonly differing: number;
}

/**
 * Finds the nearest beat beside a sample that satisfies a query.
 *
 * Two candidates: the nearest among the labels that persons gave, and the nearest among the run's own beats. Chunks whose
 * counts hold no such beat are passed over unread.
 */
export function createBeatSearch(database: Database, tables: BeatTables) {
  const wanted = `session = @session AND label <> ${noBeat} AND (@label IS NULL OR label = @label)
    AND (NOT @differing OR (label <> file_class AND label <> 255 AND file_class <> 255))`;
  const next = database
    .prepare<Overlaid, number>(
      `SELECT sample FROM current_labels WHERE ${wanted} AND sample > @sample ORDER BY sample LIMIT 1`,
    )
    .pluck();
  const previous = database
    .prepare<Overlaid, number>(
      `SELECT sample FROM current_labels WHERE ${wanted} AND sample < @sample ORDER BY sample DESC LIMIT 1`,
    )
    .pluck();

  function find(query: BeatQuery): number | null {
    const session = tables.sessions.find(query.sessionId);
    if (session.run === null) return null;
    const forwards = query.direction === 'next';
    const decided = (forwards ? next : previous).get({
      session: session.number,
      sample: query.sample,
      label: query.label ?? null,
      differing: Number(query.differsFromFile ?? false),
    });
    const proposed = findProposed(session, session.run, query, decided ?? null);
    if (decided === undefined || proposed === null) return decided ?? proposed;
    return forwards ? Math.min(decided, proposed) : Math.max(decided, proposed);
  }

  function findProposed(session: Session, run: number, query: BeatQuery, bound: number | null): number | null {
    const forwards = query.direction === 'next';
    const chunks = forwards ? tables.chunks.after(run, query.sample) : tables.chunks.before(run, query.sample);
    for (const chunk of chunks) {
      if (bound !== null && (forwards ? chunk.first_sample > bound : chunk.last_sample < bound)) return null;
      if (!mayHold(chunk, query)) continue;
      const found = findInChunk(session, tables.chunks.readLabels(chunk), query);
      if (found !== null) return found;
    }
    return null;
  }

  function findInChunk(session: Session, columns: LabelColumns, query: BeatQuery): number | null {
    const { samples, labels, fileClasses } = columns;
    const step = query.direction === 'next' ? 1 : -1;
    let index = step === 1 ? lowerBound(samples, query.sample + 1) : lowerBound(samples, query.sample) - 1;
    for (; index >= 0 && index < samples.length; index += step) {
      if (query.label !== undefined && labels[index] !== query.label) continue;
      if (query.differsFromFile && !differs(labels[index]!, fileClasses[index]!)) continue;
      if (tables.currentLabels.at(session.number, samples[index]!) === null) return samples[index]!;
    }
    return null;
  }

  return find;
}

function mayHold(chunk: Chunk, query: BeatQuery): boolean {
  if (query.differsFromFile && chunk.differs === 0) return false;
  if (query.label === undefined) return true;
  const counts = [chunk.class_n, chunk.class_s, chunk.class_v, chunk.class_f, chunk.class_q];
  return query.label < beatClasses.length && (counts[query.label] ?? 0) > 0;
}
