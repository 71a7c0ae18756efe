import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { ErrorCode } from '../../../app/contract/errors.ts';
import { openFolder } from '../../../app/files/folder.ts';
import { openWfdb } from '../../../app/formats/wfdb/open.ts';
import { encode16 } from '../../../app/formats/wfdb/samples/sixteen-bit.ts';
import { writeAnnotations } from '../../../app/formats/wfdb/write-annotations.ts';
import type { ByteFolder } from '../../../app/signal/bytes.ts';
import { invalidSample } from '../../../app/signal/recording.ts';
import { folderOf } from './folder-in-memory.ts';
import { refusal } from './refusal.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/wfdb');

function refused(folder: ByteFolder, code: ErrorCode, sentence: string): Promise<void> {
  return expect(openWfdb(folder, 'x')).rejects.toThrow(refusal(code, sentence));
}

test('three signals of different rates in one file read as wfdb-python reads them', async () => {
  const golden = JSON.parse(readFileSync(join(fixtures, 'frames.golden.json'), 'utf8')) as number[][];
  const recording = await openWfdb(openFolder(fixtures), 'frames');
  const samples = await recording.read([0, 1, 2], 0, recording.frames);
  expect(samples.map((lead) => [...lead])).toEqual(
    golden.map((lead) => lead.map((v) => (v === -2048 ? invalidSample : v))),
  );
  expect(recording.leads.map((lead) => lead.rate)).toEqual([125.5, 251, 502]);
});

test('leads come in the order asked for, and windows are parts of the whole', async () => {
  const recording = await openWfdb(openFolder(fixtures), 'frames');
  const whole = await recording.read([2, 0], 0, 101);
  await fc.assert(
    fc.asyncProperty(fc.nat(101), fc.nat(101), async (from, to) => {
      const part = await recording.read([2, 0], from, to);
      expect(part[0]).toEqual(whole[0]!.slice(4 * from, Math.max(4 * from, 4 * to)));
      expect(part[1]).toEqual(whole[1]!.slice(from, Math.max(from, to)));
    }),
  );
});

test('a skewed signal is moved back in time, and what then lies beyond the file is a gap', async () => {
  const bytes = encode16(Int32Array.from([0, 100, 1, 101, 2, 102, 3, 103, 4, 104]));
  const recording = await openWfdb(folderOf({ 'x.hea': 'x 2 100 5\nx.dat 16\nx.dat 16:2', 'x.dat': bytes }), 'x');
  const [first, second] = await recording.read([0, 1], 0, 5);
  expect([...first!]).toEqual([0, 1, 2, 3, 4]);
  expect([...second!]).toEqual([102, 103, 104, invalidSample, invalidSample]);
  expect([...(await recording.read([1], 1, 4))[0]!]).toEqual([103, 104, invalidSample]);
});

test('differences of several signals add up for each, also after a jump far into the file', async () => {
  const frames = 30_000;
  const steps = new Uint8Array(frames * 2);
  for (let frame = 0; frame < frames; frame++)
    steps.set([frame % 3 === 0 ? 2 : 0xff, frame % 7 === 0 ? 6 : 0xff], 2 * frame);
  const header = `x 2 100 ${frames}\nx.dat 8 200 8 0 10\nx.dat 8 200 8 0 -10\n`;
  const folder = folderOf({ 'x.hea': header, 'x.dat': steps });
  const whole = await (await openWfdb(folder, 'x')).read([0, 1], 0, frames);
  let sums = [10, -10];
  for (let frame = 0; frame < frames; frame++) {
    sums = sums.map((sum, lead) => sum + ((steps[2 * frame + lead]! << 24) >> 24));
    if (frame % 1013 === 0) expect([whole[0]![frame], whole[1]![frame]]).toEqual(sums);
  }
  const jump = await (await openWfdb(folder, 'x')).read([1, 0], 25_000, 25_010);
  expect(jump).toEqual([whole[1]!.slice(25_000, 25_010), whole[0]!.slice(25_000, 25_010)]);
});

test('signals of several files stand side by side; a signal without a file is a gap', async () => {
  const folder = folderOf({
    'x.hea': 'x 3 100 2\na.dat 16\n~ 0\nb.dat 80',
    'a.dat': encode16(Int32Array.of(5, invalidSample)),
    'b.dat': Uint8Array.of(128, 0),
  });
  const samples = await (await openWfdb(folder, 'x')).read([0, 1, 2], 0, 2);
  const gap = invalidSample;
  expect(samples.map((lead) => [...lead])).toEqual([
    [5, invalidSample],
    [gap, gap],
    [0, invalidSample],
  ]);
  expect((await openWfdb(folder, 'x')).files).toEqual(['x.hea', 'a.dat', 'b.dat']);
});

test('a header without a length takes it from the file', async () => {
  const folder = folderOf({ 'x.hea': 'x 2 100\nx.dat 212\nx.dat 212', 'x.dat': new Uint8Array(10) });
  expect((await openWfdb(folder, 'x')).frames).toBe(3);
});

test('bytes after the last sample are told, not read', async () => {
  const folder = folderOf({ 'x.hea': 'x 1 100 2\nx.dat 16 200', 'x.dat': new Uint8Array(10) });
  expect((await openWfdb(folder, 'x')).warnings).toEqual([
    'x.dat has 6 bytes more than x.hea announces; they are not read.',
  ]);
});

test('a truncated signal file is refused when the record is opened', () =>
  refused(
    folderOf({ 'x.hea': 'x 1 100 650000\nx.dat 212', 'x.dat': new Uint8Array(3000) }),
    'damaged-file',
    'x.dat ends after 2000 of the 650000 samples',
  ));

test('a signal file that shrinks while the record is open is refused when it is read', async () => {
  const folder = folderOf({ 'x.hea': 'x 1 100 9\nx.dat 16', 'x.dat': new Uint8Array(18) });
  let cut = Infinity;
  const shrinking: ByteFolder = {
    ...folder,
    async open(name) {
      const source = await folder.open(name);
      return { size: source.size, read: async (at, length) => (await source.read(at, length)).subarray(0, cut) };
    },
  };
  const recording = await openWfdb(shrinking, 'x');
  cut = 4;
  await expect(recording.read([0], 0, 9)).rejects.toThrow(refusal('damaged-file', 'x.dat ends at byte 4'));
});

test('a missing signal file is named', () =>
  refused(folderOf({ 'x.hea': 'x 1 100 9\ny.dat 16' }), 'not-found', 'x.hea names the signal file y.dat'));

test('compressed formats are named as unsupported', () =>
  refused(folderOf({ 'x.hea': 'x 1 100 9\nx.dat 516', 'x.dat': '' }), 'unsupported', 'WFDB format 516'));

test('a record name cannot leave the folder', async () => {
  await expect(openWfdb(folderOf({}), '../x')).rejects.toThrow(refusal('invalid-input'));
});

test('a lead that is not there is refused', async () => {
  const recording = await openWfdb(openFolder(fixtures), 'frames');
  await expect(recording.read([3], 0, 1)).rejects.toThrow('there is no lead 3');
});

test('a read of more than 2^26 samples is refused before anything is allocated', async () => {
  const recording = await openWfdb(folderOf({ 'x.hea': 'x 1 100 2000000000\n~ 0' }), 'x');
  await expect(recording.read([0], 0, 2e9)).rejects.toThrow(refusal('too-large'));
});

test('annotators are the files whose bytes are annotations', async () => {
  const atr = writeAnnotations([{ sample: 5, code: 1, subtype: 0, channel: 0, number: 0, aux: '' }]);
  const folder = folderOf({
    'x.hea': 'x 1 100 1\nx.d0 80',
    'x.d0': new Uint8Array(2),
    'x.atr': atr,
    'x.qrs': atr,
    'x.note': 'plain text about the record\n',
    'x.txt': atr,
    'xy.atr': atr,
  });
  const recording = await openWfdb(folder, 'x');
  expect(recording.annotators).toEqual(['atr', 'qrs']);
  expect(await recording.annotations('qrs')).toHaveLength(1);
});

test.each(['zzz', '../atr', 'atr/..'])('the annotator %j is not there', async (annotator) => {
  const recording = await openWfdb(folderOf({ 'x.hea': 'x 0' }), 'x');
  await expect(recording.annotations(annotator)).rejects.toThrow(
    refusal(annotator === 'zzz' ? 'not-found' : 'invalid-input'),
  );
});

test('annotations are in time order, and a file with its own ticks is converted to frames', async () => {
  const plain = { code: 1, subtype: 0, channel: 0, number: 0, aux: '' };
  const folder = folderOf({
    'x.hea': 'x 0 100 9',
    'x.atr': writeAnnotations([
      { ...plain, sample: 50 },
      { ...plain, sample: 20 },
    ]),
    'x.qrs': writeAnnotations([
      { ...plain, sample: 0, code: 22, aux: '## time resolution: 1000' },
      { ...plain, sample: 500 },
    ]),
  });
  const recording = await openWfdb(folder, 'x');
  expect((await recording.annotations('atr')).map((a) => a.sample)).toEqual([20, 50]);
  expect((await recording.annotations('qrs')).map((a) => a.sample)).toEqual([50]);
});
