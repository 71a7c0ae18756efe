import { describe, expect, it } from 'vitest';

import { classOfCode } from '../../app/beat/classes.ts';
import { beatClasses, notAnalysed } from '../../app/contract/classes.ts';
import { annotationCodes, codeOf } from '../../app/formats/wfdb/codes.ts';

function letter(symbol: string, mapping: 'ec57' | 'aami'): string | undefined {
  return beatClasses[classOfCode(codeOf(symbol)!, mapping)];
}

describe('classOfCode', () => {
  it('counts escape beats as supraventricular in EC57', () => {
    expect(['e', 'j', 'n'].map((symbol) => letter(symbol, 'ec57'))).toEqual(['S', 'S', 'S']);
  });

  it('counts atrial and nodal escape beats as normal in the mapping of de Chazal', () => {
    expect(['e', 'j'].map((symbol) => letter(symbol, 'aami'))).toEqual(['N', 'N']);
  });

  it.each(['ec57', 'aami'] as const)('gives every other beat code the same class in %s', (mapping) => {
    const byClass = (name: string) =>
      annotationCodes.filter(({ symbol }) => !'ejn'.includes(symbol) && letter(symbol, mapping) === name);
    const symbols = beatClasses.map((name) => byClass(name).map(({ symbol }) => symbol));
    expect(symbols).toEqual([['N', 'L', 'R', 'B'], ['a', 'J', 'A', 'S'], ['V', 'E', 'r'], ['F'], ['/', 'Q', '?', 'f']]);
  });

  it('gives a class to exactly the codes that mark a beat', () => {
    for (const { code, isBeat } of annotationCodes) expect(classOfCode(code, 'ec57') !== notAnalysed).toBe(isBeat);
  });

  it('knows no class for codes that no file may hold', () => {
    expect([-1, 50, 255, 300, 1.5].map((code) => classOfCode(code, 'aami'))).toEqual(Array(5).fill(notAnalysed));
  });
});
