import { describe, expect, test } from 'vitest';

import { readCalipers, repeatsOf } from '../../../renderer/waveform/calipers.ts';

describe('calipers', () => {
  test('193 samples at 360 Hz on standard paper read 536 ms, 112 a minute, 13.4 mm', () => {
    const reading = readCalipers({ first: 1000, second: 1193 }, 360, 100, 4);
    expect([reading.milliseconds, reading.perMinute, reading.millimetres.toFixed(1)]).toEqual([536, 112, '13.4']);
  });

  test('it does not matter which handle is first', () => {
    const forward = readCalipers({ first: 1000, second: 1193 }, 360, 100, 4);
    expect(readCalipers({ first: 1193, second: 1000 }, 360, 100, 4)).toEqual(forward);
  });

  test('handles on the same sample have no rate', () => {
    expect(readCalipers({ first: 5, second: 5 }, 360, 100, 4).perMinute).toBeNull();
  });
});

test('the interval of the calipers is repeated to both edges of the screen, its own handles left out', () => {
  expect(repeatsOf(300, 200, 64, 560)).toEqual([100, 400, 500]);
});

test('repeats too close to be told apart are not drawn', () => {
  expect(repeatsOf(100, 105, 0, 1000)).toEqual([]);
  expect(repeatsOf(100, 100, 0, 1000)).toEqual([]);
});
