import { describe, expect, test } from 'vitest';

import { beatColours } from '../../../renderer/page/beat-colours.ts';
import { noBeats } from '../../../renderer/waveform/beat-columns.ts';

const beats = { ...noBeats, count: 3, samples: Int32Array.of(100, 300, 500), labels: Uint8Array.of(0, 2, 1) };
const all = [true, true, true, true, true];

function coloursAt(frames: readonly number[], shown = all): number[] {
  const colourAt = beatColours(beats, 0, 100, shown);
  return frames.map(colourAt);
}

describe('the colour of the trace', () => {
  test('is that of a beat from 90 ms before it to 170 ms after it', () => {
    expect(coloursAt([290, 291, 300, 317, 318])).toEqual([0, 2, 2, 2, 0]);
  });

  test('is that of the trace at normal beats and between beats', () => {
    expect(coloursAt([100, 200, 400])).toEqual([0, 0, 0]);
  });

  test('is that of the trace for a class that is hidden, and of the next beat behind it all the same', () => {
    expect(coloursAt([300, 500], [true, true, false, true, true])).toEqual([0, 1]);
  });
});
