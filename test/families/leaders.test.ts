import { describe, expect, it } from 'vitest';

import { drawnBeats } from '../support/drawn-beats.ts';
import { placeBeats } from '../support/grouped-beats.ts';

const shapes = Array.from({ length: 60 }, (_, beat) => Number(beat % 3 === 2));

describe('beats under leaders', () => {
  it('put narrow and wide beats under different ones, although their fiducials jitter', async () => {
    const { numbers } = await placeBeats(drawnBeats(shapes));
    expect(new Set(shapes.map((shape, beat) => `${shape} ${numbers[beat]}`)).size).toBe(2);
  });

  it('give the same answer for the same beats every time', async () => {
    const [one, other] = [await placeBeats(drawnBeats(shapes)), await placeBeats(drawnBeats(shapes))];
    expect(one.numbers).toEqual(other.numbers);
    expect(one.cuts).toEqual(other.cuts);
  });

  it('take what an upside-down second lead says into account', async () => {
    const { numbers } = await placeBeats(drawnBeats(shapes, { leads: 2 }), [0, 1]);
    expect(new Set(shapes.map((shape, beat) => `${shape} ${numbers[beat]}`)).size).toBe(2);
  });

  it('never stand in greater numbers than a pass over 14 days can compare', async () => {
    const noise = drawnBeats(new Array<number>(400).fill(0), { noise: 3 });
    const { standing, numbers } = await placeBeats(noise);
    expect(new Set(numbers).size).toBeGreaterThan(96);
    expect(standing.length).toBeLessThanOrEqual(96);
  });
});
