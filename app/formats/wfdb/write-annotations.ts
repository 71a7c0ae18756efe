import type { Annotation } from '../../signal/recording.ts';
import { readAnnotations, pseudoCodes } from './read-annotations.ts';
import { encodeLatin1 } from './text.ts';

/** Longest interval that an annotation word holds. */
const longestInterval = 1023;
/** The position that a reader is at before the first annotation, and what it assumes. */
const beginning: Annotation = { sample: 0, code: 0, subtype: 0, channel: 0, number: 0, aux: '' };

/**
 * Encodes annotations as an MIT-format annotation file, annot(5), in the given order.
 *
 * @param annotations positions whole numbers of ticks; aux of at most 255 Latin-1 characters
 * @param original bytes of the file that the annotations were read from. What did not change is then written exactly as it
 *   was: padding, terminators of texts and redundant fields included, so that an unchanged list gives identical bytes.
 */
export function writeAnnotations(annotations: readonly Annotation[], original?: Uint8Array): Uint8Array {
  const out = new GrowingBytes();
  const source = original ? readAnnotations(original, 'original') : null;
  const known = source?.annotations ?? [];
  if (original && known.length === annotations.length) {
    const inTimeOrder = known.toSorted((a, b) => a.sample - b.sample);
    if (annotations.every((annotation, index) => isSame(annotation, inTimeOrder[index]!))) return original.slice();
  }
  let cursor = 0;
  let before = beginning;
  for (const annotation of annotations) {
    while (cursor < known.length && known[cursor]!.sample < annotation.sample) cursor++;
    const match = findSame(known, cursor, annotation);
    const knownBefore = match === 0 ? beginning : known[match - 1];
    if (original && source && match >= 0 && knownBefore && sameContext(knownBefore, before)) {
      out.append(original.subarray(source.starts[match], source.starts[match + 1]));
    } else {
      encode(out, annotation, before);
    }
    if (match >= 0) cursor = match + 1;
    before = annotation;
  }
  if (original && source && annotations.length === known.length && sameContext(before, known.at(-1) ?? beginning)) {
    out.append(original.subarray(source.starts.at(-1)));
  } else {
    out.word(0);
  }
  return out.bytes();
}

/** As {@link writeAnnotations} for a list that is made while it is written and never held whole. */
export function encodeAnnotations(annotations: Iterable<Annotation>): Uint8Array {
  const out = new GrowingBytes();
  let before = beginning;
  for (const annotation of annotations) {
    encode(out, annotation, before);
    before = annotation;
  }
  out.word(0);
  return out.bytes();
}

/** Index of an annotation equal to the given one among those at the same position, or -1. */
function findSame(known: readonly Annotation[], from: number, wanted: Annotation): number {
  for (let index = from; index < known.length && known[index]!.sample === wanted.sample; index++) {
    if (isSame(known[index]!, wanted)) return index;
  }
  return -1;
}

function isSame(a: Annotation, b: Annotation): boolean {
  return sameContext(a, b) && a.code === b.code && a.subtype === b.subtype && a.aux === b.aux;
}

/** True when an annotation's bytes mean the same after `a` as after `b`. */
function sameContext(a: Annotation, b: Annotation): boolean {
  return a.sample === b.sample && a.channel === b.channel && a.number === b.number;
}

function encode(out: GrowingBytes, annotation: Annotation, before: Annotation): void {
  let interval = annotation.sample - before.sample;
  while (interval < 0 || interval > longestInterval) {
    const skip = Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, interval));
    out.word(pseudoCodes.skip << 10);
    out.word((skip >> 16) & 0xffff);
    out.word(skip & 0xffff);
    interval -= skip;
  }
  out.word((annotation.code << 10) | interval);
  if (annotation.subtype !== 0) out.word((pseudoCodes.subtype << 10) | (annotation.subtype & 0xff));
  if (annotation.channel !== before.channel) out.word((pseudoCodes.channel << 10) | (annotation.channel & 0xff));
  if (annotation.number !== before.number) out.word((pseudoCodes.number << 10) | (annotation.number & 0xff));
  if (annotation.aux !== '') {
    const text = encodeLatin1(annotation.aux).subarray(0, 255);
    out.word((pseudoCodes.aux << 10) | text.length);
    out.append(text);
    if (text.length & 1) out.append(new Uint8Array(1));
  }
}

/** A buffer that doubles when it is full. */
class GrowingBytes {
  private buffer = new Uint8Array(4096);
  private length = 0;

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  word(value: number): void {
    this.reserve(2);
    this.buffer[this.length++] = value & 0xff;
    this.buffer[this.length++] = (value >> 8) & 0xff;
  }

  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}
