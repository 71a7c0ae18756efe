import { expect, test } from 'vitest';

import { annotationCodes, codeOf, isBeatCode, symbolOf } from '../../../app/formats/wfdb/codes.ts';

test('the table has codes 0 to 49, each with a symbol of its own', () => {
  expect(annotationCodes.map((entry) => entry.code)).toEqual(Array.from({ length: 50 }, (_, code) => code));
  expect(new Set(annotationCodes.map((entry) => entry.symbol)).size).toBe(50);
});

test('symbols and codes are those of ecgcodes.h', () => {
  const sample = { N: 1, L: 2, R: 3, a: 4, V: 5, F: 6, J: 7, A: 8, S: 9, E: 10, j: 11, '/': 12, Q: 13, '~': 14 };
  const more = { '|': 16, '"': 22, '+': 28, '!': 31, '[': 32, ']': 33, e: 34, n: 35, x: 37, f: 38, r: 41 };
  for (const [symbol, code] of Object.entries({ ...sample, ...more })) {
    expect([symbolOf(code), codeOf(symbol)]).toEqual([symbol, code]);
  }
});

test('a flutter wave and a blocked P wave are no beats', () => {
  expect(['N', 'V', 'f', 'r', '?', '!', 'x', '+', '~'].map((symbol) => isBeatCode(codeOf(symbol)!))).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
