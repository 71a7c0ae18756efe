import { expect, test } from 'vitest';

import { groupByFolder, readable } from '../../../renderer/library/picked-files.ts';

function picked(path: string): File {
  const file = new File([''], path.split('/').at(-1) ?? path);
  Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return file;
}

test('files of one folder stay together, and equal names in two folders stay apart', () => {
  const groups = groupByFolder([picked('a/100.hea'), picked('b/100.hea'), picked('a/100.dat')]);
  expect(groups.map(({ path, files }) => [path, files.map((file) => file.name)])).toEqual([
    ['a', ['100.hea', '100.dat']],
    ['b', ['100.hea']],
  ]);
});

test('files picked one by one lie in one nameless folder', () => {
  expect(groupByFolder([picked('100.hea'), picked('100.dat')])).toHaveLength(1);
});

test('a file that a browser cannot read any more is named, with what to do', async () => {
  const moved = Promise.reject(new DOMException('A requested file or directory could not be found', 'NotFoundError'));
  await expect(readable('100.dat', moved)).rejects.toThrow(
    '“100.dat” could not be read: see that it is still there, then choose it again.',
  );
});
