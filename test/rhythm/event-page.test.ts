import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { defaultCriteria, type RhythmEvent } from '../../app/contract/rhythm.ts';
import { lastOfEvent, nearestEvent, pageOfEvents } from '../../app/rhythm/event-page.ts';
import { findEvents } from '../../app/rhythm/events/events.ts';
import { readVerdicts, type Verdicts } from '../../app/rhythm/verdicts.ts';
import { anyBeats, written } from './written-beats.ts';

const none: Verdicts = new Map();

function page(letters: string, rr: number | readonly number[], verdicts = none) {
  const { beats, intervals } = written(letters, { rr });
  const events = findEvents({ beats, intervals }, defaultCriteria);
  return { beats, events, all: pageOfEvents(beats, events, verdicts, {}, 0, 500).events };
}

describe('a page of events', () => {
  it('tells kind, place, beats, rate and interval of an event', () => {
    const { beats, events } = page('NVVN', 800);
    const found = pageOfEvents(beats, events, none, { kind: 'ventricular-couplet' }, 0, 10);
    const [from, until] = [beats.samples[1]!, beats.samples[2]!];
    expect(found).toEqual({
      total: 1,
      events: [
        {
          id: `ventricular-couplet-${from}`,
          kind: 'ventricular-couplet',
          from,
          until,
          beats: 2,
          rate: 75,
          rr: null,
          verdict: null,
        },
      ],
    });
  });

  it('goes on where the one before ended, for any beats and any size', () => {
    fc.assert(
      fc.property(anyBeats, fc.integer({ min: 1, max: 7 }), ({ letters, rr }, size) => {
        const { beats, events, all } = page(letters, rr);
        const paged: RhythmEvent[] = [];
        for (let offset = 0; offset < all.length; offset += size)
          paged.push(...pageOfEvents(beats, events, none, {}, offset, size).events);
        expect(paged).toEqual(all);
        expect(all.map(({ from }) => from)).toEqual(all.map(({ from }) => from).sort((a, b) => a - b));
      }),
    );
  });

  it('of a stretch has the events of which some part lies in it', () => {
    fc.assert(
      fc.property(anyBeats, fc.nat(40_000), fc.nat(10_000), ({ letters, rr }, from, length) => {
        const { beats, events, all } = page(letters, rr);
        const to = from + length;
        const inside = pageOfEvents(beats, events, none, { from, to }, 0, 500);
        const expected = all.filter((event) => event.until >= from && event.from < to);
        expect(inside.events).toEqual(expected);
        expect(inside.total).toBe(expected.length);
      }),
    );
  });
});

describe('the nearest event', () => {
  it('begins after or before the place, never at it', () => {
    const { beats, events } = page('NVVNNVVN', 800);
    const [first, second] = [beats.samples[1]!, beats.samples[5]!];
    const kind = 'ventricular-couplet';
    expect(nearestEvent(beats, events, none, -1, 'next', kind)?.from).toBe(first);
    expect(nearestEvent(beats, events, none, first, 'next', kind)?.from).toBe(second);
    expect(nearestEvent(beats, events, none, second, 'next', kind)).toBeNull();
    expect(nearestEvent(beats, events, none, second, 'previous', kind)?.from).toBe(first);
    expect(nearestEvent(beats, events, none, first, 'previous', kind)).toBeNull();
  });

  it('is not one that a reader dismissed', () => {
    const { beats, events } = page('NVVNNVVN', 800);
    const [first, second] = [beats.samples[1]!, beats.samples[5]!];
    const verdicts = readVerdicts([[`ventricular-couplet-${first}`, 'dismissed']]);
    expect(nearestEvent(beats, events, verdicts, -1, 'next', 'ventricular-couplet')?.from).toBe(second);
  });

  it('of any kind is the nearest of all, for any beats and any place', () => {
    fc.assert(
      fc.property(anyBeats, fc.nat(60_000), ({ letters, rr }, sample) => {
        const { beats, events, all } = page(letters, rr);
        const next = all.find(({ from }) => from > sample);
        const previous = all.findLast(({ from }) => from < sample);
        expect(nearestEvent(beats, events, none, sample, 'next')?.from).toBe(next?.from);
        expect(nearestEvent(beats, events, none, sample, 'previous')?.from).toBe(previous?.from);
      }),
    );
  });
});

it('an event is there exactly where one begins', () => {
  const { beats, events } = page('NVVN', 800);
  const couplets = events.get('ventricular-couplet')!;
  expect(lastOfEvent(beats, couplets, beats.samples[1]!)).toBe(beats.samples[2]);
  expect(lastOfEvent(beats, couplets, beats.samples[1]! - 1)).toBeNull();
  expect(lastOfEvent(beats, couplets, beats.samples[2]!)).toBeNull();
});
