import { expect, test } from 'vitest';

import { startedAt } from '../../../app/formats/wfdb/started-at.ts';

test('a base time with a date is an instant without a zone', () => {
  expect(startedAt('8:05:09', '1/4/2019')).toBe('2019-04-01T08:05:09');
});

test('a base time alone is a time of day', () => {
  expect(startedAt('23:59:59.500', null)).toBe('23:59:59');
});

test('one colon is minutes and seconds, as header(5) has it', () => {
  expect(startedAt('12:30', null)).toBe('00:12:30');
});

test.each([
  [null, '1/4/2019'],
  ['25:00:00', null],
  ['12:61:00', null],
  ['noon', null],
])('%s is no time of day', (time, date) => {
  expect(startedAt(time, date)).toBeNull();
});

test('a date that no calendar has is left out', () => {
  expect(startedAt('10:00:00', '31/2/2019')).toBe('10:00:00');
});
