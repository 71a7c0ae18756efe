import { describe, expect, it } from 'vitest';

import { spansAroundBeat, spansToNextBeat } from '../../app/beat/spans.ts';

describe('spansToNextBeat', () => {
  it('ends a fifth of the following interval after the next beat, rounded down', () => {
    const { starts, ends } = spansToNextBeat(Int32Array.of(100, 400, 704), 360, 0.2);
    expect(starts[0]).toBe(100);
    expect(ends[0]).toBe(400 + 60);
  });

  it('repeats the last interval for the two beats that lack followers', () => {
    const { ends } = spansToNextBeat(Int32Array.of(100, 400, 700), 360, 0.2);
    expect([...ends]).toEqual([460, 760, 1060]);
  });

  it('assumes an interval of a second when there is a single beat', () => {
    expect([...spansToNextBeat(Int32Array.of(50), 250, 0.2).ends]).toEqual([50 + 250 + 50]);
  });

  it('cuts a span that reaches over half a minute of silence', () => {
    const { ends } = spansToNextBeat(Int32Array.of(0, 100_000, 100_300), 100, 0.2);
    expect(ends[0]).toBe(3000);
  });

  it('gives no spans for no beats', () => {
    expect(spansToNextBeat(new Int32Array(0), 360, 0.2).ends).toHaveLength(0);
  });

  it('refuses beats that are not in time order', () => {
    expect(() => spansToNextBeat(Int32Array.of(5, 3), 360, 0.2)).toThrow('sort the beats by time');
  });
});

describe('spansAroundBeat', () => {
  it('surrounds each beat by the same stretch', () => {
    const { starts, ends } = spansAroundBeat(Int32Array.of(1000, 1200), 200, 0.25, 0.75);
    expect([...starts]).toEqual([950, 1150]);
    expect([...ends]).toEqual([1100, 1300]);
  });
});
