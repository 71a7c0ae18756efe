import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Extremes } from '../signal/extremes.ts';
import { pyramidBaseFrames, type Pyramid } from '../signal/pyramid.ts';
import { createAtomicFile } from './atomic-write.ts';

/** Changes with the layout below and with how a pyramid is built; a file of another version is built again. */
const version = 1;
const mark = new TextEncoder().encode('caliper pyramid\n');
/** Mark, version, frames in a block, frames of the recording, leads, levels; then the buckets of each level. */
const headerValues = 5;
const hashBytes = 32;

/**
 * Writes the pyramids of a recording's leads as one file: a header, lead after lead and level after level the minima and then the
 * maxima as 32-bit integers in this computer's byte order, and the SHA-256 of all that. The file appears whole or not at all.
 *
 * @throws CaliperError `unavailable` when the system refuses
 */
export async function writePyramids(path: string, pyramids: readonly Pyramid[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  const file = await createAtomicFile(path);
  const write = async (bytes: Uint8Array) => {
    hash.update(bytes);
    await file.write(bytes);
  };
  try {
    await write(header(pyramids));
    for (const { levels } of pyramids) {
      for (const { minimum, maximum } of levels) {
        await write(bytesOf(minimum));
        await write(bytesOf(maximum));
      }
    }
    await file.write(hash.digest());
    await file.commit();
  } finally {
    await file.discard();
  }
}

/**
 * Reads what {@link writePyramids} wrote. The levels are views of one buffer.
 *
 * @param frames of the recording, and `leads` how many it has
 * @returns null where there is no such file, or it is damaged, of another version or of another recording: build it again then
 */
export async function readPyramids(path: string, frames: number, leads: number): Promise<Pyramid[] | null> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null || bytes.length < hashBytes) return null;
  const content = bytes.subarray(0, bytes.length - hashBytes);
  if (!createHash('sha256').update(content).digest().equals(bytes.subarray(content.length))) return null;
  const pyramids = emptyPyramids(frames, leads);
  const start = header(pyramids);
  if (!content.subarray(0, start.length).equals(start)) return null;
  const { buffer, byteOffset } = alignedCopy(content);
  let at = byteOffset + start.length;
  const take = (length: number): Int32Array => {
    const values = new Int32Array(buffer, at, length);
    at += values.byteLength;
    return values;
  };
  return pyramids.map(({ levels }) => ({
    frames,
    levels: levels.map(({ minimum: { length } }): Extremes => ({ minimum: take(length), maximum: take(length) })),
  }));
}

/** Pyramids with the sizes that a recording's have, and nothing in them: their buckets are never touched. */
function emptyPyramids(frames: number, leads: number): { frames: number; levels: { minimum: { length: number } }[] }[] {
  const levels: { minimum: { length: number } }[] = [];
  for (let length = Math.ceil(frames / pyramidBaseFrames); ; length = Math.ceil(length / 4)) {
    levels.push({ minimum: { length } });
    if (length <= 4) break;
  }
  return Array.from({ length: leads }, () => ({ frames, levels }));
}

interface Shape {
  readonly frames: number;
  readonly levels: readonly { readonly minimum: { readonly length: number } }[];
}

function header(pyramids: readonly Shape[]): Uint8Array {
  const [first] = pyramids;
  const lengths = first?.levels.map(({ minimum }) => minimum.length) ?? [];
  const values = Int32Array.of(version, pyramidBaseFrames, first?.frames ?? 0, pyramids.length, lengths.length);
  const bytes = new Uint8Array(mark.length + 4 * (headerValues + lengths.length));
  bytes.set(mark);
  bytes.set(bytesOf(values), mark.length);
  bytes.set(bytesOf(Int32Array.from(lengths)), mark.length + values.byteLength);
  return bytes;
}

/** A pooled buffer of Node may start anywhere; numbers need a multiple of four. */
function alignedCopy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.byteOffset % 4 === 0 && bytes.buffer instanceof ArrayBuffer) return bytes as Uint8Array<ArrayBuffer>;
  return new Uint8Array(bytes);
}

function bytesOf(values: Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
