import * as v from 'valibot';

import { classMappings } from '../beat/classes.ts';
import { channelNames } from '../beat/shape.ts';
import { CaliperError } from '../contract/errors.ts';
import { ClassCounts } from '../contract/records.ts';
import { countClasses } from './counts.ts';
import type { BuiltDataset } from './protocol.ts';
import type { LabelledRows } from './rows.ts';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,64}$/));

const SplitManifest = v.object({
  count: whole(0, 50_000_000),
  classes: ClassCounts,
  /** Names of the recordings that rows come from; `recording.u16` indexes this list. */
  recordings: v.pipe(v.array(name), v.maxLength(65_535)),
  /** SHA-256 of each file of the split's folder, by name. */
  files: v.record(v.string(), sha256),
});

/** `dataset.json`: what a data-set folder holds and how it came to be. */
export const DatasetManifest = v.object({
  format: v.literal('caliper-dataset'),
  version: v.literal(1),
  protocol: name,
  mapping: v.picklist(classMappings),
  /** How recordings were divided, in one sentence. */
  split: v.string(),
  shape: v.object({
    rate: v.number(),
    length: whole(1, 4096),
    leads: v.pipe(v.array(v.picklist(channelNames)), v.minLength(1), v.maxLength(channelNames.length)),
    window: v.variant('kind', [
      v.object({ kind: v.literal('to-next-beat'), tail: v.number() }),
      v.object({ kind: v.literal('around-fiducial'), before: whole(-4096, 4096) }),
    ]),
    normalisation: v.picklist(['min-max', 'z-score']),
    resampling: v.picklist(['decimate', 'resample']),
  }),
  features: v.pipe(v.array(v.string()), v.maxLength(256)),
  splits: v.record(name, SplitManifest),
  /** SHA-256 of the CSV text of a split, by file name, where the protocol has one. */
  csv: v.record(v.string(), sha256),
  log: v.array(v.string()),
});
export type DatasetManifest = v.InferOutput<typeof DatasetManifest>;

/** Name of the manifest in a data-set folder; splits lie in folders beside it. */
export const manifestName = 'dataset.json';

/** The columns of a split, one file each, little-endian, rows in order. */
export const columnFiles = ['beats.f32', 'labels.u8', 'recording.u16', 'samples.i32', 'features.f32'] as const;

export type ColumnFile = (typeof columnFiles)[number];

/** A record with one value a column file. */
export function mapColumns<T>(make: (file: ColumnFile, index: number) => T): Record<ColumnFile, T> {
  const [beats, labels, recording, samples, features] = columnFiles;
  return {
    [beats]: make(beats, 0),
    [labels]: make(labels, 1),
    [recording]: make(recording, 2),
    [samples]: make(samples, 3),
    [features]: make(features, 4),
  };
}

function bytesOf(column: Float32Array | Uint8Array | Uint16Array | Int32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** The files of a split as bytes (views, not copies). */
export function encodeColumns(rows: LabelledRows): Record<ColumnFile, Uint8Array> {
  return {
    'beats.f32': bytesOf(rows.beats),
    'labels.u8': bytesOf(rows.labels),
    'recording.u16': bytesOf(rows.recordingOf),
    'samples.i32': bytesOf(rows.samples),
    'features.f32': bytesOf(rows.features),
  };
}

/** Bytes that a split's file must have. */
export function columnBytes(manifest: DatasetManifest, split: string, file: ColumnFile): number {
  const count = manifest.splits[split]?.count ?? 0;
  const perRow = {
    'beats.f32': 4 * manifest.shape.leads.length * manifest.shape.length,
    'labels.u8': 1,
    'recording.u16': 2,
    'samples.i32': 4,
    'features.f32': 4 * manifest.features.length,
  };
  return count * perRow[file];
}

/**
 * Makes a manifest of a built data set.
 *
 * @param hashes SHA-256 by split and file name
 * @param csv SHA-256 by CSV file name
 */
export function createManifest(
  built: BuiltDataset,
  hashes: Readonly<Record<string, Record<ColumnFile, string>>>,
  csv: Readonly<Record<string, string>>,
): DatasetManifest {
  const splits: DatasetManifest['splits'] = {};
  for (const [split, rows] of Object.entries<LabelledRows>(built.splits)) {
    splits[split] = {
      count: rows.count,
      classes: countClasses(rows.labels),
      recordings: [...rows.recordings],
      files: { ...hashes[split] },
    };
  }
  return {
    format: 'caliper-dataset',
    version: 1,
    protocol: built.protocol,
    mapping: built.mapping,
    split: built.split,
    shape: { ...built.shape, leads: [...built.shape.leads] },
    features: [...built.splits.train.featureNames],
    splits,
    csv: { ...csv },
    log: [...built.log],
  };
}

/** Reads a manifest. @throws CaliperError `damaged-file` naming the field */
export function parseManifest(text: string, where: string): DatasetManifest {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch (error) {
    throw new CaliperError('damaged-file', `${where} is not JSON; build the data set again.`, { cause: error });
  }
  const result = v.safeParse(DatasetManifest, value);
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? 'it';
  throw new CaliperError(
    'damaged-file',
    `${where} describes no data set that this version knows (${field}: ${result.issues[0].message}); build it again.`,
  );
}

/**
 * Puts the columns of a split together.
 *
 * @param files bytes of each file, of the length that {@link columnBytes} names; arrays are views where alignment allows it
 * @throws CaliperError `damaged-file` for a wrong length, a label that is no class, a recording that is not listed
 */
export function decodeColumns(
  manifest: DatasetManifest,
  split: string,
  files: Readonly<Record<ColumnFile, Uint8Array>>,
): LabelledRows {
  const described = manifest.splits[split];
  if (!described) throw new CaliperError('not-found', `The data set has no split "${split}".`);
  const damaged = (file: string, what: string) =>
    new CaliperError('damaged-file', `${split}/${file} ${what}; build the data set again.`);
  for (const file of columnFiles) {
    const expected = columnBytes(manifest, split, file);
    if (files[file].length !== expected) throw damaged(file, `has ${files[file].length} bytes, not ${expected}`);
  }
  const aligned = (file: ColumnFile, size: number) =>
    files[file].byteOffset % size === 0 ? files[file] : files[file].slice();
  const view = <T>(
    Type: new (buffer: ArrayBufferLike, offset: number, length: number) => T,
    file: ColumnFile,
    size: number,
  ): T => {
    const bytes = aligned(file, size);
    return new Type(bytes.buffer, bytes.byteOffset, bytes.length / size);
  };
  const labels = view(Uint8Array, 'labels.u8', 1);
  const recordingOf = view(Uint16Array, 'recording.u16', 2);
  const classes = countClasses(labels);
  if (classes.some((count, index) => count !== described.classes[index])) {
    throw damaged('labels.u8', `holds ${classes.join(', ')} beats of the classes, not ${described.classes.join(', ')}`);
  }
  if (recordingOf.some((recording) => recording >= described.recordings.length)) {
    throw damaged('recording.u16', 'names a recording that is not listed');
  }
  return {
    count: described.count,
    length: manifest.shape.length,
    leads: manifest.shape.leads.length,
    beats: view(Float32Array, 'beats.f32', 4),
    labels,
    recordings: described.recordings,
    recordingOf,
    samples: view(Int32Array, 'samples.i32', 4),
    features: view(Float32Array, 'features.f32', 4),
    featureNames: manifest.features,
  };
}
