import { describe, expect, test } from 'vitest';

import type { BeatWindow } from '../../../app/contract/records.ts';
import { SessionBeats } from '../../../renderer/review/session-beats.ts';

const rate = 100;
/** One beat a second, all of them N from the model. */
const beatEvery = 100;
const frames = 40 * 60 * rate;

function windowOf(from: number, to: number, label = 0): BeatWindow {
  const first = Math.ceil(from / beatEvery);
  const samples = Int32Array.from(
    { length: Math.ceil(to / beatEvery) - first },
    (_, index) => (first + index) * beatEvery,
  );
  return {
    firstIndex: first,
    samples,
    labels: new Uint8Array(samples.length).fill(label),
    sources: new Uint8Array(samples.length),
    probabilities: new Uint16Array(samples.length * 5),
    fileCodes: new Uint8Array(samples.length),
  };
}

function setUp() {
  const state = { label: 0, changes: 0, reads: 0 };
  const beats = new SessionBeats({
    read: (from, to) => {
      state.reads += 1;
      return Promise.resolve(windowOf(from, to, state.label));
    },
    rate,
    frames,
    changed: () => (state.changes += 1),
    failed: () => undefined,
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { beats, state, settle };
}

/** Labels and sources of the beats from 10 s to 13 s. */
function shown(beats: SessionBeats): [number[], number[]] {
  const columns = beats.columns(1000, 1201);
  return [[...columns.labels].slice(1, 4), [...columns.sources].slice(1, 4)];
}

describe('beats of the open session', () => {
  test('the beats on screen come with one neighbour on each side', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    expect([...beats.columns(1000, 1201).samples]).toEqual([900, 1000, 1100, 1200, 1300]);
  });

  test('they keep their numbers in the session', async () => {
    const { beats, settle } = setUp();
    beats.show(100_000, 101_000);
    await settle();
    expect(beats.columns(100_000, 101_000).firstIndex).toBe(999);
  });

  test('slices that are not neighbours are not joined: numbers would be wrong', async () => {
    const { beats, settle } = setUp();
    beats.show(20_000, 20_500);
    await settle();
    beats.show(46_000, 46_500);
    await settle();
    const columns = beats.columns(31_000, 46_000);
    const numbers = [...columns.samples].map((sample) => sample / beatEvery);
    expect(numbers).toEqual(numbers.map((_, index) => columns.firstIndex + index));
  });

  test('a label is shown before the core has answered, as given by a person', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    beats.put([1100], 2);
    expect(shown(beats)).toEqual([
      [0, 2, 0],
      [0, 2, 0],
    ]);
  });

  test('a refused label gives way to the old one', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    beats.put([1100], 2).drop();
    expect(shown(beats)[0]).toEqual([0, 0, 0]);
  });

  test('a taken label stays without another read', async () => {
    const { beats, state, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    const reads = state.reads;
    beats.put([1100], 2).keep();
    expect([shown(beats)[0], state.reads]).toEqual([[0, 2, 0], reads]);
  });

  test('the answer to an older key does not cover a newer one', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    const first = beats.put([1100], 2);
    beats.put([1100], 3);
    first.drop();
    expect(shown(beats)[0]).toEqual([0, 3, 0]);
  });

  test('a slice that is read again does not cover a label on its way', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    beats.put([1100], 2);
    beats.refresh(1000, 1200);
    await settle();
    expect(shown(beats)[0]).toEqual([0, 2, 0]);
  });

  test('after a change elsewhere the slice is read again', async () => {
    const { beats, state, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    state.label = 4;
    beats.refresh(1100, 1100);
    await settle();
    expect(shown(beats)[0]).toEqual([4, 4, 4]);
  });

  test('a range beyond what is here is asked for whole', async () => {
    const { beats } = setUp();
    expect((await beats.readAll(0, 200_001)).count).toBe(2001);
  });
});
