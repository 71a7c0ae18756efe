import { expect, test } from 'vitest';

import { openedFiles } from '../../main/opened-files.ts';

const all = () => true;

test('names on the command line become absolute paths', () => {
  expect(openedFiles(['100.hea', '/records/200.hea'], '/home/reader', all)).toEqual([
    '/home/reader/100.hea',
    '/records/200.hea',
  ]);
});

test('options, empty, overlong and NUL-holding names are left out', () => {
  const hostile = ['--no-sandbox', '-r', '', 'a\0b', 'x'.repeat(4097)];
  expect(openedFiles(hostile, '/', all)).toEqual([]);
});

test('what does not exist is left out', () => {
  expect(openedFiles(['/a', '/b'], '/', (path) => path === '/b')).toEqual(['/b']);
});

test('at most 1000 files are opened at one time', () => {
  const names = Array.from({ length: 1001 }, (_, index) => `/${index}`);
  expect(openedFiles(names, '/', all)).toHaveLength(1000);
});
