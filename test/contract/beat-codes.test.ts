import { describe, expect, test } from 'vitest';

import { classOfCode } from '../../app/beat/classes.ts';
import { beatCodes, plainCode, plainCodes, symbolOfBeat } from '../../app/contract/beat-codes.ts';
import { beatClasses } from '../../app/contract/classes.ts';
import { annotationCodes, codeOf } from '../../app/formats/wfdb/codes.ts';

describe('codes that a reader can give a beat', () => {
  test('each has the number that the WFDB library gives its symbol', () => {
    expect(beatCodes.map(({ symbol }) => codeOf(symbol))).toEqual(beatCodes.map(({ code }) => code));
  });

  test('each counts to the class that EC57 and bxb count it to', () => {
    expect(beatCodes.map(({ code }) => beatClasses[classOfCode(code, 'ec57')])).toEqual(
      beatCodes.map(({ label }) => label),
    );
  });

  test('only "not classified during learning" cannot be given by a reader', () => {
    const given = new Set<number>(beatCodes.map(({ code }) => code));
    const left = annotationCodes.filter((known) => known.isBeat && !given.has(known.code));
    expect(left.map(({ symbol }) => symbol)).toEqual(['?']);
  });

  test('the plain code of a class has the letter of the class', () => {
    expect(beatClasses.map((label) => symbolOfBeat(plainCode(label)))).toEqual([...beatClasses]);
    expect(plainCodes).toEqual([1, 9, 5, 6, 13]);
  });

  test('a number that is no beat code has no symbol', () => {
    expect([0, 14, 30, 255].map(symbolOfBeat)).toEqual(['', '', '', '']);
  });
});
