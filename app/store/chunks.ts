import type { Database } from 'better-sqlite3';

import { beatClasses } from '../contract/classes.ts';
import { CaliperError } from '../contract/errors.ts';
import { countColumns, lowerBound } from './columns.ts';
import type { AnalysedBeats } from './store.ts';

/** A stretch of a run's beats as described in the table: what is needed to skip it without reading its columns. */
export interface Chunk {
  readonly number: number;
  readonly first_sample: number;
  readonly last_sample: number;
  /** Index in the run of the first beat. */
  readonly first_index: number;
  readonly beats: number;
  readonly class_n: number;
  readonly class_s: number;
  readonly class_v: number;
  readonly class_f: number;
  readonly class_q: number;
  readonly differs: number;
}

/** Columns that labels are decided on; probabilities are left on the disk. */
export type LabelColumns = Pick<AnalysedBeats, 'samples' | 'labels' | 'fileClasses'>;

interface ColumnRow {
  readonly samples: Uint8Array;
  readonly labels: Uint8Array;
  readonly file_classes: Uint8Array;
  readonly file_codes: Uint8Array;
  readonly probabilities: Uint8Array;
}

export type Chunks = ReturnType<typeof createChunks>;

/** Reads and writes the immutable beats of runs, a chunk of some thousand at a time. */
export function createChunks(database: Database) {
  const all = database.prepare<[number], Chunk>('SELECT * FROM chunks WHERE run = ? ORDER BY first_sample');
  const within = database.prepare<{ run: number; from: number; to: number }, Chunk>(
    `SELECT * FROM chunks WHERE run = @run AND first_sample < @to AND last_sample >= @from
     AND first_sample >= coalesce((SELECT max(first_sample) FROM chunks WHERE run = @run AND first_sample <= @from), -1)
     ORDER BY first_sample`,
  );
  const following = database.prepare<[number, number], Chunk>(
    'SELECT * FROM chunks WHERE run = ? AND last_sample > ? ORDER BY first_sample',
  );
  const preceding = database.prepare<[number, number], Chunk>(
    'SELECT * FROM chunks WHERE run = ? AND first_sample < ? ORDER BY first_sample DESC',
  );
  const labelColumns = database.prepare<[number], ColumnRow>(
    'SELECT labels, file_classes, samples FROM chunk_columns WHERE chunk = ?',
  );
  const allColumns = database.prepare<[number], ColumnRow>('SELECT * FROM chunk_columns WHERE chunk = ?');
  const count = database
    .prepare<[number, number], number>('SELECT coalesce(sum(beats), 0) FROM chunks WHERE run = ? AND last_sample < ?')
    .pluck();
  const insertChunk = database.prepare(
    `INSERT INTO chunks (run, first_sample, last_sample, beats, class_n, class_s, class_v, class_f, class_q, differs)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertColumns = database.prepare(
    'INSERT INTO chunk_columns (chunk, labels, file_classes, samples, file_codes, probabilities) VALUES (?, ?, ?, ?, ?, ?)',
  );

  function write(run: number, beats: AnalysedBeats): void {
    const { classes, differing } = countColumns(beats.labels, beats.fileClasses);
    const { samples } = beats;
    const { lastInsertRowid } = insertChunk.run(run, samples[0], samples.at(-1), samples.length, ...classes, differing);
    insertColumns.run(
      lastInsertRowid,
      bytesOf(beats.labels),
      bytesOf(beats.fileClasses),
      bytesOf(samples),
      bytesOf(beats.fileCodes),
      bytesOf(beats.probabilities),
    );
  }

  function readLabels(chunk: Chunk): LabelColumns {
    const row = labelColumns.get(chunk.number);
    if (!row) throw damagedChunk(chunk);
    return decodeLabels(chunk, row);
  }

  return {
    /** Every chunk of a run in time order. */
    all: (run: number): Chunk[] => all.all(run),
    /** Chunks that hold samples of [from, to). */
    within: (run: number, from: number, to: number): Chunk[] => within.all({ run, from, to }),
    /** Chunks with beats after `sample`, nearest first. */
    after: (run: number, sample: number): IterableIterator<Chunk> => following.iterate(run, sample),
    /** Chunks with beats before `sample`, nearest first. */
    before: (run: number, sample: number): IterableIterator<Chunk> => preceding.iterate(run, sample),
    /** The chunk that holds `sample`, or null. */
    at(run: number, sample: number): Chunk | null {
      return within.get({ run, from: sample, to: sample + 1 }) ?? null;
    },
    /** Beats of the run before `sample`. */
    beatsBefore(run: number, sample: number): number {
      const chunk = within.get({ run, from: sample, to: sample + 1 });
      if (!chunk) return count.get(run, sample) ?? 0;
      return chunk.first_index + lowerBound(readLabels(chunk).samples, sample);
    },
    write,
    readLabels,
    read(chunk: Chunk): AnalysedBeats {
      const row = allColumns.get(chunk.number);
      if (!row) throw damagedChunk(chunk);
      const beats: AnalysedBeats = {
        ...decodeLabels(chunk, row),
        fileCodes: new Uint8Array(row.file_codes),
        probabilities: new Uint16Array(aligned(row.probabilities, 2)),
      };
      if (beats.fileCodes.length !== chunk.beats || beats.probabilities.length !== chunk.beats * beatClasses.length) {
        throw damagedChunk(chunk);
      }
      return beats;
    },
  };
}

function decodeLabels(chunk: Chunk, row: ColumnRow): LabelColumns {
  const samples = new Int32Array(aligned(row.samples, 4));
  if (samples.length !== chunk.beats || row.labels.length !== chunk.beats || row.file_classes.length !== chunk.beats) {
    throw damagedChunk(chunk);
  }
  return { samples, labels: row.labels, fileClasses: row.file_classes };
}

/** The bytes as a buffer of their own, cut to whole elements: a wrong length is then seen by its count. */
function aligned(bytes: Uint8Array, size: number): ArrayBuffer {
  return new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % size))).buffer;
}

function bytesOf(column: Int32Array | Uint16Array | Uint8Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function damagedChunk(chunk: Chunk): CaliperError {
  return new CaliperError(
    'damaged-file',
    `The beats from sample ${chunk.first_sample} are damaged in the database; restore a backup or analyse again.`,
  );
}
