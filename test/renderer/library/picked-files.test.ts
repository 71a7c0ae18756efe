import { expect, test } from 'vitest';

import { groupByFolder } from '../../../renderer/library/picked-files.ts';

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
