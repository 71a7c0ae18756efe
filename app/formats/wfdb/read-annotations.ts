import { CaliperError } from '../../contract/errors.ts';
import type { Annotation } from '../../signal/recording.ts';
import { decodeLatin1 } from './text.ts';

/** Codes of the upper six bits of a word that are not annotations, annot(5). */
export const pseudoCodes = { skip: 59, number: 60, subtype: 61, channel: 62, aux: 63 } as const;

/** A decoded annotation file and where each annotation's bytes lie, which an unchanged one is written back from. */
export interface AnnotationFile {
  readonly annotations: Annotation[];
  /** Byte at which each annotation starts, its SKIP included; one entry more than annotations: the end of the last. */
  readonly starts: number[];
  /** False where the file stops without the two zero bytes that end it. */
  readonly terminated: boolean;
}

/** Most annotations read from one file: 14 days have 1.4 million beats. */
export const annotationLimit = 4_000_000;

/**
 * Decodes an MIT-format annotation file, annot(5). Positions are in ticks of the file, which are frames unless its
 * first note says otherwise.
 *
 * @param fileName as shown in messages
 * @throws CaliperError `damaged-file` naming the byte, `too-large`
 */
export function readAnnotations(bytes: Uint8Array, fileName: string): AnnotationFile {
  const annotations: Annotation[] = [];
  const starts: number[] = [];
  let at = 0;
  let start = 0;
  let time = 0;
  let channel = 0;
  let number = 0;
  let terminated = false;

  function damaged(what: string): CaliperError {
    return new CaliperError('damaged-file', `${fileName}, byte ${at}: ${what}; the file is damaged or not WFDB.`);
  }

  while (at + 1 < bytes.length) {
    const word = bytes[at]! | (bytes[at + 1]! << 8);
    const code = word >> 10;
    if (word === 0) {
      terminated = true;
      break;
    }
    if (code === 0) {
      time += word;
      at += 2;
      continue;
    }
    if (code === pseudoCodes.skip) {
      if (at + 6 > bytes.length) throw damaged('it ends inside a long interval');
      time += ((bytes[at + 2]! | (bytes[at + 3]! << 8)) << 16) | bytes[at + 4]! | (bytes[at + 5]! << 8);
      if (Math.abs(time) > 2 ** 40) throw damaged('its intervals add up to no possible time');
      at += 6;
      continue;
    }
    if (code > 49) throw damaged(`code ${code} where an annotation should start`);
    if (annotations.length === annotationLimit) {
      throw new CaliperError('too-large', `${fileName} has more than ${annotationLimit} annotations.`);
    }
    time += word & 0x3ff;
    at += 2;
    let subtype = 0;
    let aux = '';
    while (at + 1 < bytes.length) {
      const extra = bytes[at + 1]! >> 2;
      if (extra < pseudoCodes.number) break;
      const value = bytes[at]!;
      if (extra === pseudoCodes.number) number = (value << 24) >> 24;
      else if (extra === pseudoCodes.subtype) subtype = (value << 24) >> 24;
      else if (extra === pseudoCodes.channel) channel = value;
      else {
        if (at + 2 + value > bytes.length) throw damaged('it ends inside a text');
        aux = decodeLatin1(bytes.subarray(at + 2, at + 2 + value));
        if (aux.endsWith('\0')) aux = aux.slice(0, -1);
        at += value + (value & 1);
      }
      at += 2;
    }
    starts.push(start);
    annotations.push({ sample: time, code, subtype, channel, number, aux });
    start = at;
  }
  starts.push(start);
  return { annotations, starts, terminated };
}
