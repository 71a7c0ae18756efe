import { expect, test } from 'vitest';

import { openWfdb } from '../../../app/formats/wfdb/open.ts';
import { encode16 } from '../../../app/formats/wfdb/samples/sixteen-bit.ts';
import { invalidSample } from '../../../app/signal/recording.ts';
import { folderOf } from './folder-in-memory.ts';
import { refusal } from './refusal.ts';

const gap = invalidSample;

test('segments of a fixed layout follow each other, with gaps between', async () => {
  const folder = folderOf({
    'x.hea': 'x/3 2 100 7\na 2\n~ 2\nb 3\n# 50 F\n',
    'a.hea': 'a 2 100 2\na.dat 16\na.dat 16',
    'a.dat': encode16(Int32Array.of(1, -1, 2, -2)),
    'b.hea': 'b 2 100 3\nb.dat 16\nb.dat 16',
    'b.dat': encode16(Int32Array.of(5, -5, 6, -6, 7, -7)),
  });
  const recording = await openWfdb(folder, 'x');
  expect([recording.frames, recording.patient.age]).toEqual([7, 50]);
  expect(recording.files).toEqual(['x.hea', 'a.dat', 'a.hea', 'b.dat', 'b.hea']);
  const whole = await recording.read([1, 0], 0, 7);
  expect(whole.map((lead) => [...lead])).toEqual([
    [-1, -2, gap, gap, -5, -6, -7],
    [1, 2, gap, gap, 5, 6, 7],
  ]);
  expect([...(await recording.read([0], 1, 6))[0]!]).toEqual([2, gap, gap, 5, 6]);
});

test("segments of a variable layout give the signals they have, in the record's units", async () => {
  const folder = folderOf({
    'x.hea': 'x/3 2 100 4\nx_layout 0\na 2\nb 2',
    'x_layout.hea': 'x_layout 2 100 0\n~ 0 200 12 0 0 0 0 II\n~ 0 200 12 0 0 0 0 V',
    'a.hea': 'a 1 100 2\na.dat 16 100(10) 12 0 0 0 0 V',
    'a.dat': encode16(Int32Array.of(10, 60)),
    'b.hea': 'b 2 100 2\nb.dat 16 200 12 0 0 0 0 V\nb.dat 16 200 12 0 0 0 0 II',
    'b.dat': encode16(Int32Array.of(7, 8, 9, invalidSample)),
  });
  const recording = await openWfdb(folder, 'x');
  expect(recording.leads.map((lead) => lead.name)).toEqual(['II', 'V']);
  const [ii, v] = await recording.read([0, 1], 0, 4);
  expect([...ii!]).toEqual([gap, gap, 8, gap]);
  expect([...v!]).toEqual([0, 100, 7, 9]);
});

test.each([
  ['x/1 1 100 5\nx 5', {}, 'has segments itself'],
  ['x/1 2 100 5\na 5', { 'a.hea': 'a 1\na.dat 16', 'a.dat': new Uint8Array(10) }, 'announces 2 signals'],
  ['x/1 1 100 5\n~ 5', {}, 'lists gaps only'],
])('the record %j is refused', async (header, files, sentence) => {
  await expect(openWfdb(folderOf({ 'x.hea': header, ...files }), 'x')).rejects.toThrow(
    refusal('damaged-file', sentence),
  );
});

test('a segment that is shorter than announced is refused when it is read', async () => {
  const folder = folderOf({ 'x.hea': 'x/1 1 100 5\na 5', 'a.hea': 'a 1 100 5\na.dat 16', 'a.dat': new Uint8Array(4) });
  const recording = await openWfdb(folder, 'x');
  await expect(recording.read([0], 0, 5)).rejects.toThrow('has 2 samples a signal, 5 are announced');
});

test('a segment that is not there is named', async () => {
  await expect(openWfdb(folderOf({ 'x.hea': 'x/1 1 100 5\na 5' }), 'x')).rejects.toThrow('There is no a.hea');
});
