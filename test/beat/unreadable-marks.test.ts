import { describe, expect, it } from 'vitest';

import { unreadableMarks } from '../../app/beat/unreadable-marks.ts';
import { compareBeats } from '../../app/evaluation/ec57/compare-beats.ts';
import type { Annotation } from '../../app/signal/recording.ts';

const beat = (sample: number): Annotation => ({ sample, code: 1, subtype: 0, channel: 0, number: 0, aux: '' });
const stretch = { from: 3600, to: 7200 };

function compare(reference: number[], shown: number[]) {
  const test = [...shown.map(beat), ...unreadableMarks(Int32Array.from(shown), [stretch])];
  test.sort((a, b) => a.sample - b.sample);
  const options = { rate: 360, frames: 10_800, mapping: 'ec57', start: 0 } as const;
  const { matrix, shutdownSeconds } = compareBeats(reference.map(beat), test, options);
  return { missed: matrix[0]![5], missedWhereUnreadable: matrix[0]![6], found: matrix[0]![0], shutdownSeconds };
}

const everySecond = Array.from({ length: 29 }, (_, second) => 360 * (second + 1));

describe('marks of unreadable stretches', () => {
  it('count the beats missed inside as missed where unreadable, also where others inside were found', () => {
    const shown = everySecond.filter((sample) => sample < 5000 || sample > 6500);
    expect(compare(everySecond, shown)).toMatchObject({ found: 24, missed: 0, missedWhereUnreadable: 5 });
  });

  it('leave a beat missed outside as missed', () => {
    const shown = everySecond.filter((sample) => sample !== 720);
    expect(compare(everySecond, shown)).toMatchObject({ found: 28, missed: 1, missedWhereUnreadable: 0 });
  });

  it('make the whole stretch a shutdown where no beat was found', () => {
    const shown = everySecond.filter((sample) => sample < stretch.from || sample > stretch.to);
    expect(compare(everySecond, shown).shutdownSeconds).toBe(10);
  });

  it('come in pairs, in order, and stand at no beat', () => {
    const marks = unreadableMarks(Int32Array.of(10, 11, 20), [{ from: 10, to: 20 }]);
    expect(marks.map(({ sample, subtype }) => [sample, subtype])).toEqual([
      [12, 0x30],
      [19, 0],
    ]);
  });
});
