import { CaliperError } from '../contract/errors.ts';
import type { Message } from './port.ts';

/*
 * Frame: u32 little-endian length of the header, the header as UTF-8 JSON, padding to 8 bytes, then the blocks, each
 * starting at a multiple of 8. The header is { message, blocks: [{ path, type, offset, length }] }: the message with
 * null where a typed array belongs, and where in the frame its elements lie.
 */

const arrayTypes = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
};
type ArrayType = keyof typeof arrayTypes;
type TypedArray = InstanceType<(typeof arrayTypes)[ArrayType]>;

interface Block {
  readonly path: readonly (string | number)[];
  readonly type: ArrayType;
  readonly offset: number;
  readonly length: number;
}

/** Bytes that one frame may hold: far above any window a screen asks for. */
export const maximumFrameBytes = 64 * 2 ** 20;
const maximumBlocks = 1024;
const maximumDepth = 16;

/**
 * Writes a message as one binary frame. Typed arrays keep their type; everything else must be JSON.
 *
 * @throws CaliperError `too-large` beyond {@link maximumFrameBytes}
 */
export function encodeFrame(message: Message): Uint8Array<ArrayBuffer> {
  const arrays: { path: (string | number)[]; array: TypedArray }[] = [];
  const plain = withoutArrays(message, [], arrays);
  let offset = 0;
  const blocks = arrays.map(({ path, array }): Block => {
    const block = { path, type: typeOf(array), offset, length: array.length };
    offset = aligned(offset + array.byteLength);
    return block;
  });
  const header = new TextEncoder().encode(JSON.stringify({ message: plain, blocks }));
  const start = aligned(4 + header.length);
  if (start + offset > maximumFrameBytes)
    throw new CaliperError('too-large', 'The answer is too large for one message: ask for a shorter stretch.');
  const frame = new Uint8Array(start + offset);
  new DataView(frame.buffer).setUint32(0, header.length, true);
  frame.set(header, 4);
  arrays.forEach(({ array }, index) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    frame.set(bytes, start + (blocks[index]?.offset ?? 0));
  });
  return frame;
}

/**
 * Reads one frame. The arrays are copies, free of the frame's buffer.
 *
 * @throws CaliperError `invalid-input` for anything that {@link encodeFrame} does not write
 */
export function decodeFrame(frame: Uint8Array): Message {
  if (frame.length < 4 || frame.length > maximumFrameBytes) throw malformed('its size is out of range');
  const headerLength = new DataView(frame.buffer, frame.byteOffset, 4).getUint32(0, true);
  if (4 + headerLength > frame.length) throw malformed('its header is longer than the frame');
  const header = parse(frame.subarray(4, 4 + headerLength));
  const start = aligned(4 + headerLength);
  requireApart(header.blocks);
  for (const block of header.blocks) place(header.message, block, readBlock(frame, start, block));
  return header.message as Message;
}

function withoutArrays(
  value: unknown,
  path: (string | number)[],
  found: { path: (string | number)[]; array: TypedArray }[],
): unknown {
  if (isTypedArray(value)) {
    found.push({ path, array: value });
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => withoutArrays(item, [...path, index], found));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutArrays(item, [...path, key], found)]),
  );
}

function parse(bytes: Uint8Array): { message: object; blocks: Block[] } {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw malformed('its header is not JSON', error);
  }
  if (typeof header !== 'object' || header === null) throw malformed('its header is not an object');
  const { message, blocks } = header as { message?: unknown; blocks?: unknown };
  if (typeof message !== 'object' || message === null || Array.isArray(message)) throw malformed('it holds no message');
  if (!Array.isArray(blocks) || blocks.length > maximumBlocks || !blocks.every(isBlock))
    throw malformed('its list of blocks is not valid');
  return { message, blocks };
}

function isBlock(value: unknown): value is Block {
  if (typeof value !== 'object' || value === null) return false;
  const { path, type, offset, length } = value as Record<string, unknown>;
  return (
    Array.isArray(path) &&
    path.length > 0 &&
    path.length <= maximumDepth &&
    path.every((step) => typeof step === 'string' || Number.isInteger(step)) &&
    typeof type === 'string' &&
    Object.hasOwn(arrayTypes, type) &&
    isCount(offset) &&
    offset % 8 === 0 &&
    isCount(length)
  );
}

/** Blocks that lay over each other could ask for far more memory than the frame has bytes. */
function requireApart(blocks: readonly Block[]): void {
  let end = 0;
  for (const { type, offset, length } of blocks) {
    if (offset < end) throw malformed('its blocks lie over each other');
    end = offset + length * arrayTypes[type].BYTES_PER_ELEMENT;
  }
}

function readBlock(frame: Uint8Array, start: number, block: Block): TypedArray {
  const constructor = arrayTypes[block.type];
  const from = start + block.offset;
  const to = from + block.length * constructor.BYTES_PER_ELEMENT;
  if (to > frame.length) throw malformed('a block reaches past its end');
  return new constructor(frame.slice(from, to).buffer);
}

/** Puts an array where the message has null; own properties only, so that no path can reach a prototype. */
function place(message: object, block: Block, array: TypedArray): void {
  let target: object = message;
  for (const step of block.path.slice(0, -1)) {
    const next: unknown = Object.hasOwn(target, step) ? Reflect.get(target, step) : undefined;
    if (typeof next !== 'object' || next === null) throw malformed('a block has no place in the message');
    target = next;
  }
  const last = block.path[block.path.length - 1] ?? '';
  if (!Object.hasOwn(target, last) || Reflect.get(target, last) !== null)
    throw malformed('a block has no place in the message');
  Reflect.set(target, last, array);
}

function typeOf(array: TypedArray): ArrayType {
  const type = array.constructor.name;
  if (Object.hasOwn(arrayTypes, type)) return type as ArrayType;
  return 'Uint8Array';
}

function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

function malformed(what: string, cause?: unknown): CaliperError {
  return new CaliperError('invalid-input', `A message could not be read: ${what}.`, { cause });
}
