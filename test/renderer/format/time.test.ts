import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatDuration, formatMoment, formatTime } from '../../../renderer/format/time.ts';

describe('time in a recording', () => {
  test('is hours, minutes and seconds from the start', () => {
    expect(formatTime(0)).toBe('00:00:00');
    expect(formatTime(1805.6)).toBe('00:30:05');
    expect(formatTime(14 * 24 * 3600)).toBe('336:00:00');
  });

  test('shows decimals that are cut, never rounded up', () => {
    expect(formatTime(1412.169, 3)).toBe('00:23:32.169');
    expect(formatTime(59.99, 1)).toBe('00:00:59.9');
  });

  test('reads back as the same millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (milliseconds) => {
        const [hours, minutes, seconds] = formatTime(milliseconds / 1000, 3)
          .split(':')
          .map(Number);
        expect(Math.round((hours! * 3600 + minutes! * 60 + seconds!) * 1000)).toBe(milliseconds);
      }),
    );
  });
});

describe('time left', () => {
  test('is rounded so that it does not flicker', () => {
    expect(formatDuration(0.2)).toBe('1 s');
    expect(formatDuration(11.2)).toBe('15 s');
    expect(formatDuration(57)).toBe('1 min 00 s');
    expect(formatDuration(124)).toBe('2 min 05 s');
    expect(formatDuration(4790)).toBe('1 h 19 min');
  });

  test('never counts up while the seconds go down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3599 }), (seconds) => {
        expect(secondsOf(formatDuration(seconds))).toBeGreaterThanOrEqual(secondsOf(formatDuration(seconds - 1)));
      }),
    );
  });
});

test('an instant that is none is a dash', () => {
  expect(formatMoment('yesterday')).toBe('–');
  expect(formatMoment('2026-11-20T09:12:00Z')).toMatch(/20 Nov 2026, \d\d:\d\d/);
});

function secondsOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d+) h )?(?:(\d+) min ?)?(?:(\d+) s)?$/.exec(text) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
