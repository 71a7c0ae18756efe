import { describe, expect, test } from 'vitest';

import type { BeatClass } from '../../../app/contract/classes.ts';
import type { BeatWindow } from '../../../app/contract/records.ts';
import { SessionBeats } from '../../../renderer/review/session-beats.ts';
import type { BeatEdit } from '../../../renderer/stores/edits.ts';

const rate = 100;
/** One beat a second, all of them N from the model. */
const beatEvery = 100;
const frames = 40 * 60 * rate;

function windowOf(from: number, to: number, label: number, extra: number): BeatWindow {
  const first = Math.ceil(from / beatEvery);
  const regular = Array.from({ length: Math.ceil(to / beatEvery) - first }, (_, index) => (first + index) * beatEvery);
  const between = from === 0 ? Array.from({ length: extra }, (_, index) => 10 + index) : [];
  const samples = Int32Array.from([...regular, ...between]).sort();
  return {
    firstIndex: from > 0 ? first + extra : first,
    samples,
    labels: new Uint8Array(samples.length).fill(label),
    sources: new Uint8Array(samples.length),
    probabilities: new Uint16Array(samples.length * 5),
    fileCodes: new Uint8Array(samples.length),
    codes: new Uint8Array(samples.length).fill(1),
  };
}

function relabel(label: BeatClass): BeatEdit {
  return { kind: 'relabel', samples: Int32Array.of(1100), label };
}

function setUp() {
  /** `extra` beats were put between the first two by someone else. */
  const state = { label: 0, changes: 0, reads: 0, extra: 0 };
  const beats = new SessionBeats({
    read: (from, to) => {
      state.reads += 1;
      return Promise.resolve(windowOf(from, to, state.label, state.extra));
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
    beats.put(relabel('V'));
    expect(shown(beats)).toEqual([
      [0, 2, 0],
      [0, 2, 0],
    ]);
  });

  test('a refused label gives way to the old one', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    beats.put(relabel('V')).drop();
    expect(shown(beats)[0]).toEqual([0, 0, 0]);
  });

  test('a taken label stays without another read', async () => {
    const { beats, state, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    const reads = state.reads;
    beats.put(relabel('V')).keep();
    expect([shown(beats)[0], state.reads]).toEqual([[0, 2, 0], reads]);
  });

  test('the answer to an older key does not cover a newer one', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    const first = beats.put(relabel('V'));
    beats.put(relabel('F'));
    first.drop();
    expect(shown(beats)[0]).toEqual([0, 3, 0]);
  });

  test('a slice that is read again does not cover a label on its way', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    beats.put(relabel('V'));
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

  test('what is here without a hole is known to be', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    expect([beats.covers(1000, 1201), beats.covers(1000, 200_000)]).toEqual([true, false]);
  });

  test('an inserted beat is there at once, and the beats behind it count one more', async () => {
    const { beats, settle } = setUp();
    beats.show(0, 30_000);
    await settle();
    beats.put({ kind: 'insert', sample: 1150, label: 'V', snap: true });
    const around = [...beats.columns(1100, 1201).samples];
    expect([around, beats.columns(20_000, 20_100).firstIndex]).toEqual([[1000, 1100, 1150, 1200, 1300], 200]);
  });

  test('a beat that the core put elsewhere is shown there once it is taken', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    const insert = { kind: 'insert', sample: 1150, label: 'V', snap: true } as const;
    beats.put(insert).keep({ ...insert, sample: 1160 });
    expect([...beats.columns(1100, 1201).samples]).toEqual([1000, 1100, 1160, 1200, 1300]);
  });

  test('a deleted beat comes back when the core refuses', async () => {
    const { beats, settle } = setUp();
    beats.show(1000, 1201);
    await settle();
    const pending = beats.put({ kind: 'delete', samples: Int32Array.of(1100) });
    const without = [...beats.columns(1000, 1201).samples];
    pending.drop();
    expect([without, beats.columns(1000, 1201).samples.includes(1100)]).toEqual([[900, 1000, 1200, 1300], true]);
  });

  test('a beat that is held elsewhere is known to be on its way', () => {
    const { beats } = setUp();
    const held = beats.put({ kind: 'move', sample: 1100, to: 1120, snap: false });
    const before = beats.isOnItsWay(1120);
    held.drop();
    expect([before, beats.isOnItsWay(1120)]).toEqual([true, false]);
  });

  test('when beats came elsewhere, those behind are numbered anew', async () => {
    const { beats, state, settle } = setUp();
    beats.show(0, 30_000);
    await settle();
    state.extra = 1;
    beats.refresh(1000, 1000);
    await settle();
    await settle();
    expect(beats.columns(50_000, 50_100).firstIndex).toBe(500);
  });
});
