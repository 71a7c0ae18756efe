import { afterEach, describe, expect, test } from 'vitest';

import { knownLanguage, language } from '../../../renderer/format/language.ts';
import { formatBytes, formatChange, formatCount, formatPercent, formatRatio } from '../../../renderer/format/number.ts';
import { formatMoment, formatTime } from '../../../renderer/format/time.ts';

afterEach(() => (language.value = 'en'));

describe('the language that is taken', () => {
  test.each([
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'de'], 'de'],
    [['EN-us'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('of %j it is %s', (tags, expected) => {
    expect(knownLanguage(tags)).toBe(expected);
  });
});

describe('in German', () => {
  test('thousands have a point and decimals a comma', () => {
    language.value = 'de';
    expect([formatCount(118_204), formatPercent(0.9722, 2), formatRatio(0.864)]).toEqual([
      '118.204',
      '97,22 %',
      '0,86',
    ]);
    expect([formatChange(-0.0175), formatChange(-0.001), formatBytes(1_950)]).toEqual(['−0,02', '0,00', '1,9 kB']);
  });

  test('a moment has the German month, and time from the start stays as it is typed', () => {
    language.value = 'de';
    expect(formatMoment('2026-03-05T12:00:00Z')).toContain('März 2026');
    expect(formatTime(1412.25, 1)).toBe('00:23:32.2');
  });
});
