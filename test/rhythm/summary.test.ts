import { describe, expect, it } from 'vitest';

import { defaultCriteria, type EventKind } from '../../app/contract/rhythm.ts';
import { findEvents } from '../../app/rhythm/events/events.ts';
import type { RhythmSource } from '../../app/rhythm/events/event-list.ts';
import { summarise } from '../../app/rhythm/summary.ts';
import { dismissedIntervals, readVerdicts } from '../../app/rhythm/verdicts.ts';
import { rate, written } from './written-beats.ts';

function summaryOf(source: RhythmSource, said: Record<string, 'accepted' | 'dismissed'> = {}) {
  const verdicts = readVerdicts(Object.entries(said));
  const events = findEvents(source, defaultCriteria, dismissedIntervals(verdicts));
  const summary = summarise(source, events, verdicts, defaultCriteria);
  return { ...summary, of: (kind: EventKind) => summary.kinds.find((known) => known.kind === kind) };
}

describe('the summary of a rhythm', () => {
  it('counts beats and gives burdens in percent of all beats', () => {
    const { beats, classes, burdens } = summaryOf(written('NNNVS-NN'));
    expect([beats, classes]).toEqual([8, [5, 1, 1, 0, 0]]);
    expect(burdens).toEqual({ ventricular: 12.5, supraventricular: 12.5 });
  });

  it('gives the slowest and the fastest eight intervals and where they begin', () => {
    const rr = [...Array<number>(8).fill(1000), ...Array<number>(8).fill(500)];
    const source = written('N'.repeat(17), { rr });
    expect(summaryOf(source)).toMatchObject({
      meanRate: 80,
      minRate: { value: 60, sample: source.beats.samples[0] },
      maxRate: { value: 120, sample: source.beats.samples[8] },
    });
  });

  it('names the most remarkable event of a kind, and the fastest beside the longest', () => {
    const source = written('NVVVNVVVVN', { rr: [800, 700, 700, 800, 800, 800, 800, 800, 800] });
    const { samples } = source.beats;
    expect(summaryOf(source).of('ventricular-run')).toMatchObject({
      count: 2,
      beats: 7,
      first: samples[1],
      extreme: { value: 4, unit: 'beats', sample: samples[5] },
      fastest: { unit: 'per-minute', sample: samples[1] },
    });
  });

  it('does not count dismissed events, nor look among them for the most remarkable', () => {
    const source = written('NNNN', { rr: [2400, 800, 2200] });
    const [first, , third] = source.beats.samples;
    const summary = summaryOf(source, { [`pause-${first}`]: 'dismissed', [`pause-${third}`]: 'accepted' });
    expect(summary.of('pause')).toMatchObject({
      count: 1,
      accepted: 1,
      dismissed: 1,
      first: third,
      extreme: { value: 2200, unit: 'ms', sample: third },
    });
    expect(summary.longestRr).toEqual({ ms: 2200, sample: third });
  });

  it('tells the longest interval, and the longer one that unreadable signal leaves out', () => {
    const source = written('NNNN', { rr: [1092, 3128, 800], unreadable: [{ from: 3 * rate, to: 3 * rate + 5 }] });
    const { samples } = source.beats;
    expect(summaryOf(source)).toMatchObject({
      longestRr: { ms: 1092, sample: samples[0] },
      longestRrLeftOut: { ms: 3128, sample: samples[1] },
      pausesLeftOut: 1,
    });
    expect(summaryOf(source).of('pause')).toMatchObject({ count: 0, extreme: null, first: null });
  });

  it('has nothing to say of a recording without beats', () => {
    expect(summaryOf(written(''))).toMatchObject({
      beats: 0,
      burdens: { ventricular: null, supraventricular: null },
      meanRate: null,
      minRate: null,
      longestRr: null,
      longestRrLeftOut: null,
    });
  });
});
