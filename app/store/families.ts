import type { Database } from 'better-sqlite3';

import { CaliperError } from '../contract/errors.ts';
import type { ShapeChunk } from '../families/shape-chunk.ts';
import { isRunning } from './processes.ts';

/** How a making came about: what must be known to compare further beats with it. */
export interface FamilySettings {
  /** Leads compared, by index in the recording. */
  readonly leads: readonly number[];
  /** Values of a lead in a kept shape. */
  readonly cutLength: number;
}

/** Which shape each beat has. All columns have one value a beat. */
export interface FamilyColumns {
  readonly samples: Int32Array;
  /** Index of the part, or 65,535 where a beat is alone with its shape. */
  readonly parts: Uint16Array;
  readonly shifts: Int8Array;
  /** A shape a part, mV. */
  readonly templates: Float32Array;
  /** Beats a part. */
  readonly counts: Uint32Array;
}

/** A finished making. */
export interface StoredFamilies extends FamilySettings, FamilyColumns {
  readonly id: number;
}

/** Shapes of beats and the parts that they were grouped into, of each session those that were made last. */
export interface FamilyStore {
  /** Opens a making; nothing of it is seen until it is finished. */
  begin(sessionId: string, settings: FamilySettings): Promise<number>;
  append(making: number, chunk: ShapeChunk): Promise<void>;
  /** The making stands from now on, and the one before is gone. @throws CaliperError `not-found` when its session is gone */
  finish(making: number, columns: FamilyColumns): Promise<void>;
  /** Forgets a making that is not finished. */
  abandon(making: number): Promise<void>;
  /** The making that stands, or null: tells cheaply whether what is known is still it. */
  standing(sessionId: string): Promise<number | null>;
  read(making: number): Promise<StoredFamilies | null>;
  /** The chunk that holds the beat with an index, or null where the shapes end. */
  shapes(making: number, index: number): Promise<ShapeChunk | null>;
}

interface Row {
  readonly number: number;
  readonly settings: string;
  readonly samples: Uint8Array;
  readonly parts: Uint8Array;
  readonly shifts: Uint8Array;
  readonly templates: Uint8Array;
  readonly counts: Uint8Array;
}

/** What is kept as JSON: the settings, and which process makes the families. */
interface StoredSettings extends FamilySettings {
  /** Not known of makings of earlier versions. */
  readonly process?: number;
}

/** Forgets what this process and processes that are gone began and did not finish: shapes of no use to anyone. */
export function forgetUnfinishedFamilies(database: Database): void {
  const unfinished = database.prepare<[], { number: number; process: number | null }>(
    "SELECT number, json_extract(settings, '$.process') AS process FROM families WHERE made_at IS NULL",
  );
  const forget = database.prepare('DELETE FROM families WHERE number = ? AND made_at IS NULL');
  for (const { number, process: maker } of unfinished.all())
    if (maker === null || maker === process.pid || !isRunning(maker)) forget.run(number);
}

/**
 * @param sessionNumber number of a session in the database; throws CaliperError `not-found`
 * @param answer turns errors of the database into those of the application
 */
export function createFamilies(
  database: Database,
  sessionNumber: (sessionId: string) => number,
  answer: <T>(work: () => T) => Promise<T>,
): FamilyStore {
  const begin = database.prepare('INSERT INTO families (session, settings) VALUES (?, ?)');
  const forget = database.prepare('DELETE FROM families WHERE session = ? AND number <> ? AND made_at IS NOT NULL');
  const abandon = database.prepare('DELETE FROM families WHERE number = ? AND made_at IS NULL');
  const put = database.prepare(
    'INSERT INTO family_shapes (family, first_index, beats, scales, shapes) VALUES (?, ?, ?, ?, ?)',
  );
  const sessionOf = database.prepare<[number], number>('SELECT session FROM families WHERE number = ?').pluck();
  const finish = database.prepare(
    'UPDATE families SET made_at = ?, samples = ?, parts = ?, shifts = ?, templates = ?, counts = ? WHERE number = ?',
  );
  const standing = database
    .prepare<[number], number>('SELECT number FROM families WHERE session = ? AND made_at IS NOT NULL')
    .pluck();
  const columns = database.prepare<[number], Row>(
    'SELECT number, settings, samples, parts, shifts, templates, counts FROM families WHERE number = ? AND made_at IS NOT NULL',
  );
  const shapes = database.prepare<
    [number, number],
    { first_index: number; beats: number; scales: Uint8Array; shapes: Uint8Array }
  >(
    'SELECT first_index, beats, scales, shapes FROM family_shapes WHERE family = ? AND first_index <= ? ORDER BY first_index DESC LIMIT 1',
  );

  function finishNow(family: number, { samples, parts, shifts, templates, counts }: FamilyColumns): void {
    const session = sessionOf.get(family);
    if (session === undefined) throw new CaliperError('not-found', 'The recording was removed meanwhile.');
    const blobs = [samples, parts, shifts, templates, counts].map(bytesOf);
    finish.run(new Date().toISOString(), ...blobs, family);
    forget.run(session, family);
  }

  function readNow(family: number): StoredFamilies | null {
    const row = columns.get(family);
    if (!row) return null;
    const samples = new Int32Array(ownBuffer(row.samples));
    const parts = new Uint16Array(ownBuffer(row.parts));
    const shifts = new Int8Array(ownBuffer(row.shifts));
    if (parts.length !== samples.length || shifts.length !== samples.length) throw damaged();
    const templates = new Float32Array(ownBuffer(row.templates));
    const counts = new Uint32Array(ownBuffer(row.counts));
    const { leads, cutLength } = JSON.parse(row.settings) as StoredSettings;
    return {
      id: row.number,
      leads,
      cutLength,
      samples,
      parts,
      shifts,
      templates,
      counts,
    };
  }

  function shapesNow(family: number, index: number): ShapeChunk | null {
    const row = shapes.get(family, index);
    if (!row || index >= row.first_index + row.beats) return null;
    const scales = new Float32Array(ownBuffer(row.scales));
    const values = new Int8Array(ownBuffer(row.shapes));
    if (scales.length % row.beats !== 0 || values.length % row.beats !== 0) throw damaged();
    return { first: row.first_index, count: row.beats, scales, shapes: values };
  }

  return {
    begin: (sessionId, settings) =>
      answer(() => {
        const stored: StoredSettings = { ...settings, process: process.pid };
        return Number(begin.run(sessionNumber(sessionId), JSON.stringify(stored)).lastInsertRowid);
      }),
    append: (family, { first, count, scales, shapes }) =>
      answer(() => void put.run(family, first, count, bytesOf(scales), bytesOf(shapes))),
    finish: (family, beats) => answer(() => database.transaction(finishNow)(family, beats)),
    abandon: (family) => answer(() => void abandon.run(family)),
    standing: (sessionId) => answer(() => standing.get(sessionNumber(sessionId)) ?? null),
    read: (family) => answer(() => readNow(family)),
    shapes: (family, index) => answer(() => shapesNow(family, index)),
  };
}

function bytesOf(column: Int32Array | Uint32Array | Float32Array | Uint16Array | Int8Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** The bytes as a buffer of their own: a view of another type must start where its elements do. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function damaged(): CaliperError {
  return new CaliperError('damaged-file', 'The families are damaged in the database; make them again.');
}
