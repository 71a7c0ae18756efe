import { expect, test } from 'vitest';

import { findRecordings, openRecording } from '../../app/formats/registry.ts';
import { folderOf } from './wfdb/folder-in-memory.ts';

const folder = folderOf({
  'b.hea': 'b 1 100 4\nb.dat 16',
  'b.dat': new Uint8Array(8),
  'a.1.hea': 'a.1 0 100 4',
  'notes.txt': 'nothing to see',
});

test('the recordings of a folder are found by their headers', async () => {
  expect(await findRecordings(folder)).toEqual(['a.1', 'b']);
});

test.each([
  ['b', 'b'],
  ['b.hea', 'b'],
  ['b.dat', 'b'],
  ['b.atr', 'b'],
  ['a.1', 'a.1'],
  ['a.1.hea', 'a.1'],
])('the name %s opens the recording %s', async (name, record) => {
  expect((await openRecording(folder, name)).name).toBe(record);
});

test('a file that no reader takes is unsupported, a name without a file is not found', async () => {
  await expect(openRecording(folder, 'notes.txt')).rejects.toMatchObject({ code: 'unsupported' });
  await expect(openRecording(folder, 'c')).rejects.toMatchObject({ code: 'not-found' });
});
