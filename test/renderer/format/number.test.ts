import { describe, expect, test } from 'vitest';

import {
  formatBytes,
  formatChange,
  formatCount,
  formatHash,
  formatPercent,
  formatRatio,
} from '../../../renderer/format/number.ts';

describe('figures as a reader sees them', () => {
  test('counts have thousands separators, and no count is a dash', () => {
    expect(formatCount(118_204)).toBe('118,204');
    expect(formatCount(0)).toBe('0');
    expect(formatCount(null)).toBe('–');
  });

  test('shares are percent with a space before the sign', () => {
    expect(formatPercent(0.9722, 2)).toBe('97.22 %');
    expect(formatPercent(0)).toBe('0.0 %');
    expect(formatPercent(Number.NaN)).toBe('–');
  });

  test('ratios have two decimals as in the study’s table', () => {
    expect(formatRatio(0.864)).toBe('0.86');
    expect(formatRatio(null)).toBe('–');
  });

  test('a change carries its sign, and a change that rounds to nothing carries none', () => {
    expect(formatChange(-0.0175)).toBe('−0.02');
    expect(formatChange(0.07)).toBe('+0.07');
    expect(formatChange(-0.001)).toBe('0.00');
  });

  test('bytes stay below a thousand of their unit', () => {
    expect(formatBytes(0)).toBe('0 B');
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(1_950)).toBe('1.9 kB');
    expect(formatBytes(97_000_000)).toBe('97 MB');
    expect(formatBytes(999_999)).toBe('1.0 MB');
  });

  test('a hash shows its two ends, a short name all of itself', () => {
    expect(formatHash(`9f3c${'0'.repeat(56)}a71e`)).toBe('9f3c…a71e');
    expect(formatHash('seed')).toBe('seed');
  });
});
