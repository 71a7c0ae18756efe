import fc from 'fast-check';

import { beatClasses, notAnalysed } from '../../app/contract/classes.ts';
import { defaultCriteria, type Criteria, type EventKind } from '../../app/contract/rhythm.ts';
import type { RhythmBeats } from '../../app/rhythm/beats.ts';
import { findEvents } from '../../app/rhythm/events/events.ts';
import type { RhythmSource } from '../../app/rhythm/events/event-list.ts';
import { measureIntervals } from '../../app/rhythm/intervals.ts';

export const rate = 250;

interface Options {
  /** Milliseconds between beats: one for all, or one before every beat but the first. */
  readonly rr?: number | readonly number[];
  readonly unreadable?: readonly { readonly from: number; readonly to: number }[];
  readonly codes?: readonly number[];
}

/** Beats written as their letters; "-" is a beat that nobody has named. The first lies one second after the start. */
export function written(letters: string, { rr = 800, unreadable = [], codes }: Options = {}): RhythmSource {
  const samples = new Int32Array(letters.length);
  for (let beat = 0; beat < letters.length; beat++) {
    const interval = typeof rr === 'number' ? rr : (rr[beat - 1] ?? 800);
    samples[beat] = beat === 0 ? rate : samples[beat - 1]! + Math.round((interval * rate) / 1000);
  }
  const labels = Uint8Array.from(letters, (letter) => {
    const index = beatClasses.findIndex((name) => name === letter);
    return index < 0 ? notAnalysed : index;
  });
  const beats: RhythmBeats = {
    rate,
    frames: (samples.at(-1) ?? 0) + rate,
    samples,
    labels,
    codes: Uint8Array.from(codes ?? labels.map(() => 0)),
    unreadable,
  };
  return { beats, intervals: measureIntervals(beats) };
}

/** Events of one kind as [first beat, last beat], counted from 0. */
export function found(source: RhythmSource, kind: EventKind, changed: Partial<Criteria> = {}): [number, number][] {
  const list = findEvents(source, { ...defaultCriteria, ...changed }).get(kind)!;
  return Array.from({ length: list.count }, (_, event) => [list.first[event]!, list.last[event]!]);
}

/** Any sequence of letters with any intervals between 300 and 3000 ms. */
export const anyBeats = fc
  .array(fc.tuple(fc.constantFrom('N', 'N', 'N', 'S', 'V', 'F', 'Q', '-'), fc.integer({ min: 300, max: 3000 })), {
    maxLength: 120,
    size: 'max',
  })
  .map((beats) => ({
    letters: beats.map(([letter]) => letter).join(''),
    rr: beats.slice(1).map(([, interval]) => interval),
  }));
