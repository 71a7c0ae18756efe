import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../app/store/open-store.ts';
import type { AnalysedBeats, Store } from '../../app/store/store.ts';
import { addAnalysed, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';
import { NaiveSession } from './naive-store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let number = 0;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const three: AnalysedBeats = {
  samples: Int32Array.of(100, 200, 300),
  labels: Uint8Array.of(0, 0, 2),
  probabilities: new Uint16Array(15),
  fileCodes: Uint8Array.of(1, 5, 5),
  fileClasses: Uint8Array.of(0, 2, 2),
};

async function labelsOf(session: string): Promise<Record<number, number>> {
  const { samples, labels } = await store.readBeats(session, 0, 2 ** 31 - 2);
  return Object.fromEntries([...samples].map((sample, index) => [sample, labels[index]!]));
}

describe('taking back a chosen step', () => {
  it('leaves later steps on other beats as they are', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100], 1, 'R');
    await store.relabel(session, [200], 2, 'R');
    const { step, conflicts } = await store.undo(session, 'S', { step: first!.id });
    expect(step).toMatchObject({ action: 'undone', target: first!.id, beats: 1, fromLabel: 'S', to: 'N', by: 'S' });
    expect(conflicts).toBe(0);
    expect(await labelsOf(session)).toEqual({ 100: 0, 200: 2, 300: 2 });
  });

  it('keeps the label of a beat that was changed again, and says how many there are', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100, 200], 1, 'R');
    await store.relabel(session, [200], 3, 'R');
    const { step, conflicts } = await store.undo(session, 'R', { step: first!.id });
    expect([step?.beats, conflicts]).toEqual([1, 1]);
    expect(await labelsOf(session)).toEqual({ 100: 0, 200: 3, 300: 2 });
  });

  it('sees that a beat was changed again even when it has the same label now', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100], 1, 'R');
    await store.relabel(session, [100], 2, 'R');
    await store.relabel(session, [100], 1, 'R');
    expect(await store.undo(session, 'R', { step: first!.id })).toEqual({ step: null, conflicts: 1 });
    expect((await store.history(session)).steps.map(({ standing }) => standing)).toEqual([true, true, true]);
  });

  it('brings the earlier label back over a later one when told to overwrite', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100, 200], 1, 'R');
    await store.relabel(session, [200], 3, 'R');
    const { conflicts } = await store.undo(session, 'R', { step: first!.id, overwrite: true });
    expect(conflicts).toBe(1);
    expect(await labelsOf(session)).toEqual({ 100: 0, 200: 0, 300: 2 });
  });

  it('leaves a moved beat where it is when its label was changed since: never twice, never gone', async () => {
    const session = await addAnalysed(store, 'a', three);
    const moved = await store.moveBeat(session, 200, { sample: 220, clearance: 5 }, 'R');
    await store.relabel(session, [220], 4, 'R');
    expect(await store.undo(session, 'R', { step: moved!.id })).toEqual({ step: null, conflicts: 1 });
    expect(await labelsOf(session)).toEqual({ 100: 0, 220: 4, 300: 2 });
    await store.undo(session, 'R', { step: moved!.id, overwrite: true });
    expect(await labelsOf(session)).toEqual({ 100: 0, 200: 0, 300: 2 });
  });

  it('refuses a step that was taken back already', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100], 1, 'R');
    await store.undo(session, 'R');
    await expect(store.undo(session, 'R', { step: first!.id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(store.undo(session, 'R', { step: 999 })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuses a step of another session', async () => {
    const session = await addAnalysed(store, 'a', three);
    const other = await addAnalysed(store, 'b', three);
    const foreign = await store.relabel(other, [100], 1, 'R');
    await expect(store.undo(session, 'R', { step: foreign!.id })).rejects.toMatchObject({ code: 'conflict' });
    expect(await labelsOf(other)).toEqual({ 100: 1, 200: 0, 300: 2 });
  });
});

describe('repeating', () => {
  it('begins with what was taken back last, whichever step that was', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100], 1, 'R');
    await store.relabel(session, [200], 1, 'R');
    const third = await store.relabel(session, [300], 1, 'R');
    await store.undo(session, 'R', { step: first!.id });
    await store.undo(session, 'R');
    expect(await labelsOf(session)).toEqual({ 100: 0, 200: 1, 300: 2 });
    expect((await store.redo(session, 'R'))?.target).toBe(third!.id);
    expect((await store.redo(session, 'R'))?.target).toBe(first!.id);
    expect(await store.redo(session, 'R')).toBeNull();
    expect(await labelsOf(session)).toEqual({ 100: 1, 200: 1, 300: 1 });
  });

  it('does not touch beats that the undo left alone', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100, 200], 1, 'R');
    await store.relabel(session, [200], 3, 'R');
    await store.undo(session, 'R', { step: first!.id });
    expect(await store.redo(session, 'R')).toMatchObject({ beats: 1, from: 100, until: 100 });
    expect(await labelsOf(session)).toEqual({ 100: 1, 200: 3, 300: 2 });
  });
});

describe('a step in the history', () => {
  it('says whether it stands, what it was about and which label went', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100, 200], 2, 'R');
    await store.undo(session, 'R');
    const { steps } = await store.history(session);
    expect(steps).toMatchObject([
      { id: first!.id, standing: false, target: null, fromLabel: 'N', to: 'V' },
      { standing: false, target: first!.id, fromLabel: 'V', to: 'N', action: 'undone' },
    ]);
    await store.redo(session, 'R');
    expect((await store.history(session)).steps[0]?.standing).toBe(true);
  });
});

const nth = fc.nat(400);
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('relabel' as const), nth, count: nth, label: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('escape' as const), nth, count: nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('range' as const), nth, count: nth, label: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('confirm' as const), nth, count: nth }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('insert' as const), nth, label: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('move' as const), nth, by: fc.integer({ min: -90, max: 90 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), nth, count: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('note' as const), key: fc.nat(2), value: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('choose' as const), nth, overwrite: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('redo' as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never;
const analysis = fc.record({ kind: fc.constant('analyse' as const), seed: nth });

const clearance = 18;

/** Does the same to both. */
async function apply(session: string, naive: NaiveSession, change: Action | { kind: 'analyse'; seed: number }) {
  const shown = naive.shown();
  const sampleAt = (index: number) => shown[index % shown.length]!.sample;
  const some = (first: number, count: number) =>
    shown.slice(first % shown.length, (first % shown.length) + 1 + (count % 7)).map(({ sample }) => sample);
  if (shown.length === 0 && 'nth' in change && change.kind !== 'choose') return;
  switch (change.kind) {
    case 'relabel': {
      const samples = some(change.nth, change.count);
      const step = await store.relabel(session, samples, change.label, 'R');
      return expect(step !== null).toBe(naive.relabel(samples, change.label));
    }
    case 'escape': {
      const samples = some(change.nth, change.count);
      const step = await store.relabel(session, samples, 2, 'R', 10);
      return expect(step !== null).toBe(naive.relabel(samples, 2, 10));
    }
    case 'range': {
      const samples = some(change.nth, change.count);
      const only = shown.find(({ sample }) => sample === samples[0])!.label;
      const range = { from: samples[0]!, to: samples.at(-1)! + 1, label: change.label, only };
      const step = await store.relabelRange(session, range, 'R');
      const same = samples.filter((sample) => shown.find((beat) => beat.sample === sample)!.label === only);
      return expect(step !== null).toBe(naive.relabel(same, change.label));
    }
    case 'confirm': {
      const samples = some(change.nth, change.count);
      return expect((await store.confirm(session, samples, 'R')) !== null).toBe(naive.confirm(samples));
    }
    case 'insert': {
      const sample = sampleAt(change.nth) + 60 + (change.nth % 60);
      const expected = naive.insert(sample, change.label, clearance);
      const step = store.insertBeat(session, { sample, clearance }, { label: change.label }, 'R');
      if (expected === null) return expect(step).rejects.toMatchObject({ code: 'conflict' });
      return expect((await step) !== null).toBe(expected);
    }
    case 'move': {
      const sample = sampleAt(change.nth);
      const to = Math.max(0, sample + change.by);
      const expected = naive.move(sample, to, clearance);
      const step = store.moveBeat(session, sample, { sample: to, clearance }, 'R');
      if (expected === null) return expect(step).rejects.toMatchObject({ code: 'conflict' });
      return expect((await step) !== null).toBe(expected);
    }
    case 'delete': {
      const samples = some(change.nth, change.count);
      return expect((await store.deleteBeats(session, samples, 'R')) !== null).toBe(naive.delete(samples));
    }
    case 'note': {
      const value = change.value === 0 ? null : `note ${change.value}`;
      const key = `k${change.key}`;
      const changes = [{ kind: 'verdict', key, value }];
      const step = await store.setEntries(session, { action: 'noted', changes, by: 'R' });
      return expect(step !== null).toBe(naive.note(key, value));
    }
    case 'undo':
      return expect((await store.undo(session, 'R')).step !== null).toBe(naive.undo());
    case 'redo':
      return expect((await store.redo(session, 'R')) !== null).toBe(naive.redo());
    case 'choose': {
      const { steps } = await store.history(session);
      const standing = [...naive.standing].sort((a, b) => a.id - b.id);
      expect(steps.filter((step) => step.standing).map(({ id }) => id - steps[0]!.id)).toEqual(
        standing.map(({ id }) => id),
      );
      const chosen = standing[change.nth % standing.length];
      if (!chosen) return;
      const id = steps[chosen.id]!.id;
      const { step } = await store.undo(session, 'R', { step: id, overwrite: change.overwrite });
      return expect(step !== null).toBe(naive.undo(chosen, true, change.overwrite));
    }
    case 'analyse': {
      const beats = otherBeats(change.seed);
      const run = `run-again-${number++}`;
      await store.beginRun(newRun(run, session.replace('session-', '')));
      await store.appendBeats(run, beats);
      await store.finishRun(run, 'cpu', 54);
      naive.analyse(beats, 54);
    }
  }
}

const count = 40;

/** The beats of `someBeats`, most of them a little elsewhere, some missing. */
function otherBeats(seed: number): AnalysedBeats {
  const { samples } = someBeats(count, 9);
  const kept = [...samples.keys()].filter((index) => (index * 7 + seed) % 11 !== 0);
  const beats = someBeats(kept.length, seed);
  // Distances to decisions that are equal would leave open which of them gets a beat.
  kept.forEach((index, place) => (beats.samples[place] = samples[index]! + ((index * 13 + seed) % 29)));
  return beats;
}

async function expectSame(session: string, naive: NaiveSession): Promise<void> {
  const window = await store.readBeats(session, 0, 2 ** 31 - 2);
  const shown = naive.shown();
  expect([...window.samples]).toEqual(shown.map(({ sample }) => sample));
  expect([...window.labels]).toEqual(shown.map(({ label }) => label));
  expect([...window.codes]).toEqual(shown.map(({ code }) => code));
  expect([...window.sources]).toEqual(shown.map(({ person }) => (person ? 2 : 0)));
  expect([...window.fileCodes]).toEqual(shown.map(({ fileCode }) => fileCode));
  const row = await store.readRecording(session.replace('session', 'recording'));
  const { beats, classes, differs, corrected } = naive.counts();
  expect([row.beats, row.classes, row.differsFromFile, row.corrected]).toEqual([beats, classes, differs, corrected]);
  const { steps, canUndo, canRedo } = await store.history(session);
  expect(steps.map((step) => [step.action, step.beats])).toEqual(naive.steps.map((step) => [step.action, step.beats]));
  expect([canUndo, canRedo]).toEqual([naive.standing.size > 0, naive.undone.length > 0]);
  const entries = await store.entries(session, 'verdict');
  expect(entries.map(({ key, value }) => [key, value])).toEqual(
    [...naive.notes].map(([key, { value }]) => [key, value]).sort(),
  );
}

describe('any sequence of changes, undone, chosen and repeated', () => {
  it('leaves the same beats, counts, entries and history as the obvious way of keeping them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 30, size: 'max' }), async (actions) => {
        const beats = someBeats(count, 9);
        const session = await addAnalysed(store, `p${number++}`, beats);
        const naive = new NaiveSession(beats);
        for (const change of actions) await apply(session, naive, change);
        await expectSame(session, naive);
      }),
      { numRuns: 80 },
    );
  });

  it('leaves what a person decided standing through new analyses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 6, arbitrary: action }, { weight: 1, arbitrary: analysis }), {
          maxLength: 30,
          size: 'max',
        }),
        async (actions) => {
          const beats = someBeats(count, 9);
          const session = await addAnalysed(store, `p${number++}`, beats);
          const naive = new NaiveSession(beats);
          for (const change of actions) await apply(session, naive, change);
          await expectSame(session, naive);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('shows the beginning again when everything is taken back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 20, size: 'max' }), async (actions) => {
        const beats = someBeats(count, 9);
        const session = await addAnalysed(store, `p${number++}`, beats);
        const before = [await store.readBeats(session, 0, 2 ** 31 - 2), await rowOf(session)];
        const naive = new NaiveSession(beats);
        for (const change of actions) await apply(session, naive, change);
        while ((await store.undo(session, 'R')).step !== null);
        expect([await store.readBeats(session, 0, 2 ** 31 - 2), await rowOf(session)]).toEqual(before);
        expect(await store.entries(session, 'verdict')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('can be replayed from the tables that only grow', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 30, size: 'max' }), async (actions) => {
        const beats = someBeats(count, 9);
        const session = await addAnalysed(store, `p${number++}`, beats);
        const naive = new NaiveSession(beats);
        for (const change of actions) await apply(session, naive, change);
        const database = new Sqlite(join(folder.path, 'caliper.db'), { readonly: true });
        const { labels, entries } = replay(database, session);
        const own = '(SELECT number FROM sessions WHERE id = ?)';
        const current = `SELECT sample, label, code, step FROM current_labels WHERE session = ${own} ORDER BY sample`;
        expect(labels).toEqual(database.prepare(current).all(session));
        const kept = `SELECT kind, key, step FROM current_entries WHERE session = ${own} ORDER BY kind, key`;
        expect(entries).toEqual(database.prepare(kept).all(session));
        database.close();
      }),
      { numRuns: 40 },
    );
  });
});

async function rowOf(session: string) {
  const { beats, classes, corrected, differsFromFile } = await store.readRecording(
    session.replace('session', 'recording'),
  );
  return { beats, classes, corrected, differsFromFile };
}

/** What should hold now, from steps, corrections and entry changes alone. */
function replay(database: Sqlite.Database, session: string) {
  const labels = new Map<number, object>();
  const entries = new Map<string, { kind: string; key: string; step: number }>();
  const steps = database
    .prepare<[string], number>(
      'SELECT steps.number FROM steps JOIN sessions ON sessions.number = session WHERE id = ? ORDER BY 1',
    )
    .pluck()
    .all(session);
  const corrections = database.prepare<
    [number],
    { sample: number; to_label: number; to_source: number; to_code: number; to_step: number }
  >('SELECT * FROM corrections WHERE step = ?');
  const changes = database.prepare<[number], { kind: string; key: string; origin: number }>(
    'SELECT kind, key, origin FROM entry_changes WHERE step = ?',
  );
  for (const number of steps) {
    for (const { sample, to_label: label, to_code: code, to_source: source, to_step: step } of corrections.all(number))
      if (source === 2) labels.set(sample, { sample, label, code, step });
      else labels.delete(sample);
    for (const { kind, key, origin } of changes.all(number))
      if (origin === 0) entries.delete(key);
      else entries.set(key, { kind, key, step: origin });
  }
  return {
    labels: [...labels].sort(([a], [b]) => a - b).map(([, label]) => label),
    entries: [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry),
  };
}

describe('what taking a step back would meet', () => {
  it('is told with both values of each beat that was changed again, and changes nothing', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100, 200], 1, 'R');
    await store.relabel(session, [200], 3, 'R');
    const before = await labelsOf(session);
    expect(await store.conflictsOf(session, first!.id)).toEqual({
      beats: [{ sample: 200, now: 3, back: 0 }],
      entries: 0,
    });
    expect(await labelsOf(session)).toEqual(before);
  });

  it('is nothing where no later step touched it', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100], 1, 'R');
    await store.relabel(session, [200], 3, 'R');
    expect(await store.conflictsOf(session, first!.id)).toEqual({ beats: [], entries: 0 });
  });

  it('is not told of a step that was taken back already', async () => {
    const session = await addAnalysed(store, 'a', three);
    const first = await store.relabel(session, [100], 1, 'R');
    await store.undo(session, 'R');
    await expect(store.conflictsOf(session, first!.id)).rejects.toMatchObject({ code: 'conflict' });
  });
});
