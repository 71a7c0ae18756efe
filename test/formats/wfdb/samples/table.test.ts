import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openFolder } from '../../../../app/files/folder.ts';
import { openWfdb } from '../../../../app/formats/wfdb/open.ts';
import { bytesForSamples, samplesInBytes } from '../../../../app/formats/wfdb/samples/format.ts';
import { encode16, format16 } from '../../../../app/formats/wfdb/samples/sixteen-bit.ts';
import { sampleFormat } from '../../../../app/formats/wfdb/samples/table.ts';
import { encode212, format212 } from '../../../../app/formats/wfdb/samples/twelve-bit.ts';
import { invalidSample } from '../../../../app/signal/recording.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/wfdb');
const codes = [8, 16, 24, 32, 61, 80, 160, 212, 310, 311];

/** Expected samples that come with the record "binformats" of the WFDB library's own checks. */
const expected = gunzipSync(readFileSync(join(fixtures, 'binformats.expected.tsv.gz')))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t').map(Number));
const order = [8, 16, 61, 80, 160, 212, 310, 311, 24, 32];

test.each(codes)('format %i gives the samples that the WFDB library gives', async (code) => {
  const signal = order.indexOf(code);
  const recording = await openWfdb(openFolder(fixtures), 'binformats');
  const [samples] = await recording.read([signal], 0, recording.frames);
  expect([...samples!]).toEqual(expected.map((row) => row[signal]));
});

test.each(codes)('format %i: any window is the same part of the whole', async (code) => {
  const signal = order.indexOf(code);
  const recording = await openWfdb(openFolder(fixtures), 'binformats');
  const [whole] = await recording.read([signal], 0, 499);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -5, max: 505 }), fc.integer({ min: 0, max: 60 }), async (from, length) => {
      const [part] = await recording.read([signal], from, from + length);
      expect(part).toEqual(whole!.slice(Math.max(0, from), Math.max(0, from + length)));
    }),
  );
});

test.each(codes)('format %i: bytes and samples count each other', (code) => {
  const format = sampleFormat(code)!;
  for (let samples = 0; samples < 50; samples++) {
    const bytes = bytesForSamples(format, samples);
    expect(samplesInBytes(format, bytes)).toBeGreaterThanOrEqual(samples);
    if (bytes > 0) expect(samplesInBytes(format, bytes - 1)).toBeLessThan(samples);
  }
});

test('a format that WFDB does not know has no reader', () => {
  expect(sampleFormat(13)).toBeNull();
});

test('encoding in format 212 and decoding gives the samples back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2047, max: 2047 }), { maxLength: 40 }), (values) => {
      const out = new Int32Array(values.length);
      format212.decode(encode212(Int32Array.from(values)), values.length, out);
      expect([...out]).toEqual(values);
    }),
  );
});

test('encoding in format 16 and decoding gives the samples back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -32767, max: 32767 }), { maxLength: 40 }), (values) => {
      const out = new Int32Array(values.length);
      format16.decode(encode16(Int32Array.from(values)), values.length, out);
      expect([...out]).toEqual(values);
    }),
  );
});

test('encoders saturate, and write a gap as the value that means a gap', () => {
  const values = Int32Array.of(1_000_000, -1_000_000, invalidSample, 0);
  const decoded = [new Int32Array(4), new Int32Array(4)] as const;
  format212.decode(encode212(values), 4, decoded[0]);
  format16.decode(encode16(values), 4, decoded[1]);
  expect(decoded.map((out) => [...out])).toEqual([
    [2047, -2047, -2048, 0],
    [32767, -32767, -32768, 0],
  ]);
});
