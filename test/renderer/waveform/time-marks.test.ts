import { describe, expect, test } from 'vitest';

import { axisStep, timeMarks, timeMarkSeconds } from '../../../renderer/waveform/time-marks.ts';

const view = {
  rate: 360,
  frames: 650_000,
  start: 0,
  width: 1064,
  gutter: 64,
  pixelsPerSecond: 100,
  devicePixelRatio: 1,
};

describe('marks on the time axis', () => {
  test('at standard speed a mark with a time stands every three seconds', () => {
    const times = timeMarks(view).filter((mark) => mark.major);
    expect(times.map((mark) => mark.seconds)).toEqual([0, 3, 6, 9]);
  });

  test('between them stands a tick each second', () => {
    expect(timeMarks(view).map((mark) => mark.x)).toEqual([64, 164, 264, 364, 464, 564, 664, 764, 864, 964, 1064]);
  });

  test('on slow paper marks move apart in time, so that their times do not touch', () => {
    expect(timeMarkSeconds({ ...view, pixelsPerSecond: 10 })).toBe(15);
  });

  test('no mark lies beyond the end of the recording', () => {
    const marks = timeMarks({ ...view, frames: 360 * 4 });
    expect(Math.max(...marks.map((mark) => mark.seconds))).toBe(4);
  });

  test('half an hour on 1,490 px is labelled every five minutes', () => {
    expect(axisStep(1805, 1490, 140)).toBe(300);
  });
});
