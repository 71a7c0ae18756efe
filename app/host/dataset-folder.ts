import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { CaliperError } from '../contract/errors.ts';
import type { ColumnFile, DatasetManifest } from '../dataset/folder-format.ts';
import {
  columnBytes,
  columnFiles,
  createManifest,
  decodeColumns,
  encodeColumns,
  mapColumns,
  manifestName,
  parseManifest,
} from '../dataset/folder-format.ts';
import type { BuiltDataset } from '../dataset/protocol.ts';
import type { LabelledRows } from '../dataset/rows.ts';
import { writeFileAtomic } from '../files/atomic-write.ts';
import { sha256Of } from '../files/sha256.ts';

/** A data set as read from its folder. */
export interface DatasetFolder {
  readonly manifest: DatasetManifest;
  readonly splits: Readonly<Record<string, LabelledRows>>;
}

/** Largest manifest that is read, in bytes. */
const largestManifest = 16 * 2 ** 20;

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/**
 * Makes sure that a folder may be written to: it is new, empty, or holds an older data set, whose manifest is taken away
 * so that a half-written folder is never read.
 *
 * @throws CaliperError `conflict` when other files lie there, `unavailable`
 */
export async function prepareDatasetFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    const names = await readdir(path);
    if (names.length === 0) return;
    if (!names.includes(manifestName)) {
      throw new CaliperError('conflict', `${resolve(path)} holds other files; name an empty or a new folder.`);
    }
    await rm(join(path, manifestName));
  } catch (error) {
    if (error instanceof CaliperError) throw error;
    throw new CaliperError('unavailable', `${resolve(path)} cannot be written (${reasonOf(error)}).`, { cause: error });
  }
}

/**
 * Writes a data set into a folder that {@link prepareDatasetFolder} has prepared; the manifest comes last.
 *
 * @param csv SHA-256 of the CSV texts of the protocol, by file name
 */
export async function writeDatasetFolder(
  path: string,
  built: BuiltDataset,
  csv: Readonly<Record<string, string>> = {},
): Promise<DatasetManifest> {
  const hashes: Record<string, Record<ColumnFile, string>> = {};
  try {
    for (const [split, rows] of Object.entries(built.splits)) {
      await mkdir(join(path, split), { recursive: true });
      const columns = encodeColumns(rows);
      for (const file of columnFiles) await writeFile(join(path, split, file), columns[file]);
      hashes[split] = mapColumns((file) => sha256Of(columns[file]));
    }
    const manifest = createManifest(built, hashes, csv);
    await writeFileAtomic(join(path, manifestName), new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
    return manifest;
  } catch (error) {
    if (error instanceof CaliperError) throw error;
    throw new CaliperError('unavailable', `${resolve(path)} cannot be written (${reasonOf(error)}).`, { cause: error });
  }
}

/**
 * Reads a data set and checks every file against the manifest's SHA-256.
 *
 * @param wanted splits to read; all when left out
 * @throws CaliperError `not-found` when there is no data set or split, `damaged-file` when a file is not as it was written
 */
export async function readDatasetFolder(path: string, wanted?: readonly string[]): Promise<DatasetFolder> {
  const manifestPath = join(path, manifestName);
  const size = await sizeOf(manifestPath);
  if (size === null) {
    throw new CaliperError(
      'not-found',
      `${resolve(path)} holds no data set (no ${manifestName}); build one with "caliper dataset build".`,
    );
  }
  if (size > largestManifest)
    throw new CaliperError('too-large', `${manifestPath} has ${size} bytes; it is no manifest.`);
  const manifest = parseManifest(await readFile(manifestPath, 'utf8'), manifestPath);
  const splits: Record<string, LabelledRows> = {};
  for (const split of wanted ?? Object.keys(manifest.splits)) {
    if (!manifest.splits[split]) {
      const known = Object.keys(manifest.splits).join(', ');
      throw new CaliperError('not-found', `The data set in ${resolve(path)} has no split "${split}", only ${known}.`);
    }
    const columns = await Promise.all(columnFiles.map((file) => readColumn(path, manifest, split, file)));
    splits[split] = decodeColumns(
      manifest,
      split,
      mapColumns((_file, index) => columns[index]!),
    );
  }
  return { manifest, splits };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

async function readColumn(
  path: string,
  manifest: DatasetManifest,
  split: string,
  file: ColumnFile,
): Promise<Uint8Array> {
  const place = join(path, split, file);
  const expected = columnBytes(manifest, split, file);
  const size = await sizeOf(place);
  if (size !== expected) {
    throw new CaliperError(
      'damaged-file',
      `${place} ${size === null ? 'is missing' : `has ${size} bytes, not ${expected}`}; build the data set again.`,
    );
  }
  const bytes = await readFile(place);
  if (sha256Of(bytes) !== manifest.splits[split]?.files[file]) {
    throw new CaliperError('damaged-file', `${place} was changed since it was written; build the data set again.`);
  }
  return bytes;
}
