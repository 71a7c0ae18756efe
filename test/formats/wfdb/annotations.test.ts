import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { codeOf } from '../../../app/formats/wfdb/codes.ts';
import { readAnnotations } from '../../../app/formats/wfdb/read-annotations.ts';
import { writeAnnotations } from '../../../app/formats/wfdb/write-annotations.ts';
import type { Annotation } from '../../../app/signal/recording.ts';
import { refusal } from './refusal.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/wfdb');
/** Written by wfdb-python, see make_golden.py. */
const written = new Uint8Array(readFileSync(join(fixtures, 'wrann.atr')));

const annotation = fc.record({
  sample: fc.integer({ min: 0, max: 5000 }),
  code: fc.integer({ min: 1, max: 49 }),
  subtype: fc.integer({ min: -128, max: 127 }),
  channel: fc.integer({ min: 0, max: 255 }),
  number: fc.integer({ min: -128, max: 127 }),
  aux: fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 20 }),
});
const annotationList = fc.array(annotation, { maxLength: 30 });

function wordsOf(...words: number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(words).buffer);
}

test('a file written by wfdb-python reads as wfdb-python reads it', () => {
  const golden = JSON.parse(readFileSync(join(fixtures, 'wrann.golden.json'), 'utf8')) as (Omit<Annotation, 'code'> & {
    symbol: string;
  })[];
  expect(readAnnotations(written, 'wrann.atr').annotations).toEqual(
    golden.map(({ symbol, ...rest }) => ({ ...rest, code: codeOf(symbol) })),
  );
});

test('unchanged annotations are written back byte for byte, in whatever order the fields stood', () => {
  expect(writeAnnotations(readAnnotations(written, 'wrann.atr').annotations, written)).toEqual(written);
});

test('padding, terminators, redundant fields and bytes after the end survive when nothing changed', () => {
  const odd = Uint8Array.from([
    ...wordsOf((1 << 10) | 5, 60 << 10, 61 << 10, (63 << 10) | 3),
    ...Buffer.from('(N\0'),
    0x77,
    ...wordsOf((5 << 10) | 9, 59 << 10, 0xffff, 0xfff0, (8 << 10) | 2, 0),
    1,
    2,
    3,
  ]);
  const { annotations } = readAnnotations(odd, 'odd');
  expect(annotations.map(({ sample, aux }) => [sample, aux])).toEqual([
    [5, '(N'],
    [14, ''],
    [0, ''],
  ]);
  expect(writeAnnotations(annotations, odd)).toEqual(odd);
  const inTimeOrder = annotations.toSorted((a, b) => a.sample - b.sample);
  expect(writeAnnotations(inTimeOrder, odd)).toEqual(odd);
});

test('one relabelled beat changes one byte of the file', () => {
  const { annotations } = readAnnotations(written, 'wrann.atr');
  const changed = annotations.map((entry, index) => (index === 1 ? { ...entry, code: 9 } : entry));
  const bytes = writeAnnotations(changed, written);
  expect(bytes.length).toBe(written.length);
  expect([...bytes].filter((byte, index) => byte !== written[index]).length).toBe(1);
  expect(readAnnotations(bytes, 'changed').annotations).toEqual(changed);
});

test('what is written is what is read, in any order of time', () => {
  fc.assert(
    fc.property(annotationList, (annotations) => {
      expect(readAnnotations(writeAnnotations(annotations), 'x').annotations).toEqual(annotations);
    }),
  );
});

test('an edited list is read back as edited, whatever file it came from', () => {
  fc.assert(
    fc.property(annotationList, annotationList, fc.array(fc.nat(60)), (before, added, removed) => {
      const original = writeAnnotations(before.toSorted((a, b) => a.sample - b.sample));
      const edited = [...before, ...added]
        .filter((_, index) => !removed.includes(index))
        .sort((a, b) => a.sample - b.sample);
      expect(readAnnotations(writeAnnotations(edited, original), 'x').annotations).toEqual(edited);
    }),
  );
});

test('intervals beyond 31 bits are written as several', () => {
  const far = { sample: 2 ** 33, code: 1, subtype: 0, channel: 0, number: 0, aux: '' };
  expect(readAnnotations(writeAnnotations([far]), 'x').annotations).toEqual([far]);
});

test('channel and number hold until they change; subtype does not', () => {
  const bytes = wordsOf((1 << 10) | 1, (61 << 10) | 4, (62 << 10) | 2, (60 << 10) | 3, (1 << 10) | 1, 0);
  expect(readAnnotations(bytes, 'x').annotations.map((a) => [a.subtype, a.channel, a.number])).toEqual([
    [4, 2, 3],
    [0, 2, 3],
  ]);
});

test('a file without its end mark is read to its end', () => {
  const { annotations, terminated } = readAnnotations(wordsOf((1 << 10) | 7), 'x');
  expect([annotations.length, terminated]).toEqual([1, false]);
});

test.each([
  ['ends inside a long interval', wordsOf(59 << 10, 1)],
  ['ends inside a text', wordsOf((1 << 10) | 1, (63 << 10) | 9, 0x4141)],
  ['code 61 where an annotation should start', wordsOf(61 << 10)],
  ['code 55 where an annotation should start', wordsOf(55 << 10)],
])('a file that %s is refused', (sentence, bytes) => {
  expect(() => readAnnotations(bytes, 'x.atr')).toThrow(refusal('damaged-file', sentence));
});

test('intervals that add up beyond reason are refused', () => {
  const bytes = new Uint8Array(6 * 1000);
  for (let at = 0; at < bytes.length; at += 6) bytes.set([0, 59 << 2, 0xff, 0x7f, 0xff, 0xff], at);
  expect(() => readAnnotations(bytes, 'x.atr')).toThrow(refusal('damaged-file'));
});
