import { describe, expect, it } from 'vitest';

import { snapToPeak } from '../../app/core/snap-to-peak.ts';
import { invalidSample } from '../../app/signal/recording.ts';
import { beatsAt, recordingOf } from '../support/synthetic-recording.ts';

const rate = 250;
const peak = Math.round(2 * rate);
const clear = beatsAt([1, 2, 3], { rate, seconds: 4 });

describe('the R peak near a place', () => {
  it.each([-25, -10, 0, 10, 25])('is found from %i frames away', async (away) => {
    expect(await snapToPeak(recordingOf([clear], { rate }), peak + away)).toBe(peak);
  });

  it('is the peak within 100 ms, not the next beat’s', async () => {
    const found = await snapToPeak(recordingOf([clear], { rate }), peak + 100);
    expect(Math.abs(found - (peak + 100))).toBeLessThanOrEqual(25);
  });

  it('is taken from a lead that shows the beat when the first one is flat', async () => {
    const recording = recordingOf([new Int32Array(clear.length), clear], { rate });
    expect(await snapToPeak(recording, peak + 12)).toBe(peak);
  });

  it('is taken from a lead without gaps', async () => {
    const broken = clear.slice().fill(invalidSample, peak - 5, peak + 5);
    expect(await snapToPeak(recordingOf([broken, clear], { rate }), peak + 12)).toBe(peak);
  });

  it('is the place itself where no lead can be read', async () => {
    const nothing = new Int32Array(clear.length).fill(invalidSample);
    expect(await snapToPeak(recordingOf([nothing], { rate }), peak + 12)).toBe(peak + 12);
  });

  it('counts frames where a lead has several samples a frame', async () => {
    const fast = beatsAt([1, 2, 3], { rate: 2 * rate, seconds: 4 });
    expect(await snapToPeak(recordingOf([fast], { rate, samplesPerFrame: 2 }), peak + 12)).toBe(peak);
  });

  it('is found at the very beginning and end of a recording', async () => {
    const early = beatsAt([0.02, 0.98], { rate, seconds: 1 });
    const recording = recordingOf([early], { rate });
    expect(await snapToPeak(recording, 0)).toBe(5);
    expect(await snapToPeak(recording, rate - 1)).toBe(245);
  });
});
