import { CaliperError } from '../contract/errors.ts';

/** Which rows of the study are test rows, and their order in its file. */
export interface SeedMembership {
  /** Rows of the whole set, in order of record and time. */
  readonly rows: number;
  /** Index of each test row in that order. */
  readonly test: Int32Array;
}

const magic = [0x43, 0x53, 0x4d, 0x42];
const version = 1;
const headerBytes = 16;

function bitsFor(rows: number): number {
  return Math.max(1, Math.ceil(Math.log2(rows)));
}

/**
 * Encodes a membership list: "CSMB", then little-endian uint16 version (1), uint16 bits an index, uint32 rows of the whole
 * set, uint32 test rows, then the indices packed without gaps, least significant bit first.
 */
export function encodeMembership({ rows, test }: SeedMembership): Uint8Array {
  const bits = bitsFor(rows);
  const bytes = new Uint8Array(headerBytes + Math.ceil((test.length * bits) / 8));
  bytes.set(magic);
  const view = new DataView(bytes.buffer);
  view.setUint16(4, version, true);
  view.setUint16(6, bits, true);
  view.setUint32(8, rows, true);
  view.setUint32(12, test.length, true);
  test.forEach((row, position) => {
    for (let bit = 0; bit < bits; bit++) {
      const at = position * bits + bit;
      bytes[headerBytes + (at >> 3)]! |= ((row >> bit) & 1) << (at & 7);
    }
  });
  return bytes;
}

/** Reads what {@link encodeMembership} wrote. @throws CaliperError `damaged-file` */
export function decodeMembership(bytes: Uint8Array): SeedMembership {
  const damaged = (what: string) =>
    new CaliperError('damaged-file', `The list of the study's test rows is damaged (${what}); install Caliper again.`);
  if (bytes.length < headerBytes || magic.some((byte, index) => bytes[index] !== byte)) throw damaged('no header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(4, true) !== version) throw damaged(`version ${view.getUint16(4, true)}`);
  const bits = view.getUint16(6, true);
  const rows = view.getUint32(8, true);
  const count = view.getUint32(12, true);
  if (rows === 0 || rows > 2 ** 30 || bits !== bitsFor(rows) || count > rows) throw damaged('impossible counts');
  if (bytes.length !== headerBytes + Math.ceil((count * bits) / 8)) throw damaged('wrong length');
  const seen = new Uint8Array(rows);
  const test = new Int32Array(count);
  for (let position = 0; position < count; position++) {
    let row = 0;
    for (let bit = 0; bit < bits; bit++) {
      const at = position * bits + bit;
      row |= ((bytes[headerBytes + (at >> 3)]! >> (at & 7)) & 1) << bit;
    }
    if (row >= rows || seen[row] === 1) throw damaged(`entry ${position}`);
    seen[row] = 1;
    test[position] = row;
  }
  return { rows, test };
}
