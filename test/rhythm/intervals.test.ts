import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { anyBeats, rate, written } from './written-beats.ts';

describe('RR intervals', () => {
  it('are the milliseconds since the beat before; the first beat has none', () => {
    const { before } = written('NNN', { rr: [800, 1200] }).intervals;
    expect([...before]).toEqual([Number.NaN, 800, 1200]);
  });

  it('are missing where the signal between two beats is unreadable anywhere, and their length is kept apart', () => {
    const stretch = { from: 2 * rate, to: 2 * rate + 10 };
    const { before, leftOut } = written('NNNN', { rr: 800, unreadable: [stretch] }).intervals;
    expect([...before]).toEqual([Number.NaN, 800, Number.NaN, 800]);
    expect([...leftOut]).toEqual([Number.NaN, Number.NaN, 800, Number.NaN]);
  });

  it('are missing on both sides of a beat that lies inside an unreadable stretch', () => {
    const at = written('NNN').beats.samples[1]!;
    const { before } = written('NNN', { unreadable: [{ from: at, to: at + 1 }] }).intervals;
    expect([...before]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('are there when an unreadable stretch ends just before the first of the two beats', () => {
    const at = written('NNN').beats.samples[1]!;
    const { before } = written('NNN', { unreadable: [{ from: at - 5, to: at }] }).intervals;
    expect([...before]).toEqual([Number.NaN, Number.NaN, 800]);
  });
});

describe('prematurity', () => {
  it('is the interval over the mean of the last eight normal ones', () => {
    const rr = [...Array<number>(4).fill(1200), ...Array<number>(8).fill(800), 400];
    const { prematurity } = written('NNNNNNNNNNNNNV', { rr }).intervals;
    expect(prematurity[13]).toBeCloseTo(0.5, 6);
  });

  it('is not known before there were three normal intervals', () => {
    const { prematurity } = written('NNNNV').intervals;
    expect([...prematurity].map(Number.isNaN)).toEqual([true, true, true, true, false]);
  });

  it('takes no interval beside an ectopic beat as normal', () => {
    const { prematurity } = written('NNNNVNV', { rr: [800, 800, 800, 400, 1200, 400] }).intervals;
    expect(prematurity[6]).toBeCloseTo(0.5, 6);
  });

  it('is what a plain search for the eight intervals before says, for any beats', () => {
    fc.assert(
      fc.property(anyBeats, ({ letters, rr }) => {
        const { beats, intervals } = written(letters, { rr });
        const normals: number[] = [];
        for (let beat = 1; beat < letters.length; beat++) {
          const last = normals.slice(-8);
          const mean = last.reduce((sum, length) => sum + length, 0) / last.length;
          const length = beats.samples[beat]! - beats.samples[beat - 1]!;
          const expected = last.length < 3 ? Number.NaN : Math.fround(length / mean);
          expect(intervals.prematurity[beat]).toBe(expected);
          if (letters[beat] === 'N' && letters[beat - 1] === 'N') normals.push(length);
        }
      }),
    );
  });
});
