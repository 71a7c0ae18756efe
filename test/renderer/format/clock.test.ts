import { afterEach, expect, test } from 'vitest';

import { formatClock } from '../../../renderer/format/clock.ts';
import { language } from '../../../renderer/format/language.ts';

afterEach(() => (language.value = 'en'));

test('an hour into a recording the clock is an hour on', () => {
  expect(formatClock('21:40:00', 3_605.9)).toBe('22:40:05');
});

test('past midnight a recording without a date counts days', () => {
  expect(formatClock('21:40:00', 3 * 3600)).toBe('+1 00:40:00');
});

test('a recording with a date says the weekday, in the language of the reader', () => {
  expect(formatClock('2026-03-02T21:40:00', 3 * 3600)).toBe('Tue 00:40:00');
  language.value = 'de';
  expect(formatClock('2026-03-02T21:40:00', 0)).toMatch(/^Mo\.? 21:40:00$/);
});
