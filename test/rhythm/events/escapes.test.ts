import { expect, it } from 'vitest';

import { found, written } from '../written-beats.ts';

const escapeCode = 10;

it('a ventricular beat that comes late enough is an escape beat, an early one is not', () => {
  expect(found(written('NVNV', { rr: [1496, 800, 1500] }), 'escape')).toEqual([[3, 3]]);
});

it('what is named an escape beat is one, however early', () => {
  const source = written('NNSN', { codes: [1, 11, 34, 1] });
  expect(found(source, 'escape')).toEqual([[1, 2]]);
  expect(found(written('NVN', { codes: [1, escapeCode, 1] }), 'escape')).toEqual([[1, 1]]);
});

it('successive ones are one event', () => {
  expect(found(written('NVVVN', { rr: 1600 }), 'escape')).toEqual([[1, 3]]);
});

it('a normal beat after a pause is none', () => {
  expect(found(written('NN', { rr: 3000 }), 'escape')).toEqual([]);
});
