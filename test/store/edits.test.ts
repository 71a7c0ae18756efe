import { join } from 'node:path';

import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { maximumHistorySteps } from '../../app/contract/corrections.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, someBeats, temporaryFolder } from '../support/store-fixture.ts';
import { NaiveSession } from './naive-store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

const three = {
  samples: Int32Array.of(100, 200, 300),
  labels: Uint8Array.of(0, 0, 2),
  probabilities: new Uint16Array(15),
  fileCodes: Uint8Array.of(1, 5, 5),
  fileClasses: Uint8Array.of(0, 2, 2),
};

async function shown(session: string): Promise<{ labels: number[]; sources: number[] }> {
  const window = await store.readBeats(session, 0, 2 ** 31 - 2);
  return { labels: [...window.labels], sources: [...window.sources] };
}

describe('relabelling', () => {
  it('shows the new label, says that a person gave it, and counts it', async () => {
    const session = await addAnalysed(store, 'a', three);
    const step = await store.relabel(session, [200], 2, 'Dr. Holter');
    expect(step).toMatchObject({ beats: 1, by: 'Dr. Holter', to: 'V', action: 'relabelled', from: 200, until: 200 });
    expect(await shown(session)).toEqual({ labels: [0, 2, 2], sources: [0, 2, 0] });
    expect(await store.readRecording('recording-a')).toMatchObject({
      classes: [1, 0, 2, 0, 0],
      corrected: 1,
      differsFromFile: 0,
      review: 'in-review',
    });
  });

  it('takes a label that the model proposed for the reader’s own when the reader gives it too', async () => {
    const session = await addAnalysed(store, 'a', three);
    expect(await store.relabel(session, [300], 2, 'R')).toMatchObject({ beats: 1, to: 'V' });
    expect(await shown(session)).toEqual({ labels: [0, 0, 2], sources: [0, 0, 2] });
    expect(await store.readRecording('recording-a')).toMatchObject({ corrected: 1, classes: [2, 0, 1, 0, 0] });
    await store.undo(session, 'R');
    expect(await shown(session)).toEqual({ labels: [0, 0, 2], sources: [0, 0, 0] });
  });

  it('leaves beats alone that a reader already gave the label', async () => {
    const session = await addAnalysed(store, 'a', three);
    await store.relabel(session, [300], 2, 'R');
    expect(await store.relabel(session, [300], 2, 'R')).toBeNull();
    expect(await store.relabel(session, [100, 200, 300, 100], 2, 'R')).toMatchObject({
      beats: 2,
      from: 100,
      until: 200,
    });
    expect((await store.history(session)).steps).toHaveLength(2);
  });

  it('keeps the code of a beat that shows the class already where codes are kept, and else gives the plain one', async () => {
    const session = await addAnalysed(store, 'a', three);
    await store.relabel(session, [100, 300], 2, 'R', 10);
    expect(await store.relabel(session, [100, 200, 300], 2, 'S', 'kept')).toMatchObject({ beats: 1, from: 200 });
    const codes = async () => [...(await store.readBeats(session, 0, 1000)).codes];
    expect(await codes()).toEqual([10, 5, 10]);
    expect(await store.relabel(session, [300], 2, 'S')).toMatchObject({ beats: 1 });
    expect(await codes()).toEqual([10, 5, 5]);
    await store.relabel(session, [100], 1, 'S', 'kept');
    expect(await codes()).toEqual([9, 5, 5]);
  });

  it('changes nothing when one of the positions has no beat', async () => {
    const session = await addAnalysed(store, 'a', three);
    for (const samples of [[100, 201], [100, 5000], [-1], [1.5], [NaN], [2 ** 40]]) {
      await expect(store.relabel(session, samples, 1, 'R')).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await shown(session)).toEqual({ labels: [0, 0, 2], sources: [0, 0, 0] });
    expect((await store.history(session)).steps).toEqual([]);
  });

  it.each([-1, 5, 255, 0.5, NaN])('refuses the label %s', async (label) => {
    const session = await addAnalysed(store, 'a', three);
    await expect(store.relabel(session, [100], label, 'R')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('undoing', () => {
  it('brings back what the model said, as a step of its own', async () => {
    const session = await addAnalysed(store, 'a', three);
    await store.relabel(session, [100, 300], 1, 'R');
    expect((await store.undo(session, 'S')).step).toMatchObject({ action: 'undone', by: 'S', beats: 2, to: null });
    expect(await shown(session)).toEqual({ labels: [0, 0, 2], sources: [0, 0, 0] });
    expect((await store.readRecording('recording-a')).corrected).toBe(0);
    const { steps, canUndo, canRedo } = await store.history(session);
    expect(steps.map((step) => step.action)).toEqual(['relabelled', 'undone']);
    expect([canUndo, canRedo]).toEqual([false, true]);
  });

  it("brings back an earlier decision of a person as that person's", async () => {
    const session = await addAnalysed(store, 'a', three);
    await store.relabel(session, [100], 1, 'R');
    await store.relabel(session, [100], 3, 'R');
    expect((await store.undo(session, 'R')).step).toMatchObject({ to: 'S' });
    expect(await shown(session)).toEqual({ labels: [1, 0, 2], sources: [2, 0, 0] });
  });

  it('has nothing to do at the beginning, and redoing nothing at the end', async () => {
    const session = await addAnalysed(store, 'a', three);
    expect((await store.undo(session, 'R')).step).toBeNull();
    expect(await store.redo(session, 'R')).toBeNull();
  });

  it('cannot be redone after another change', async () => {
    const session = await addAnalysed(store, 'a', three);
    await store.relabel(session, [100], 1, 'R');
    await store.undo(session, 'R');
    await store.relabel(session, [200], 1, 'R');
    expect(await store.redo(session, 'R')).toBeNull();
  });
});

describe('the history', () => {
  it('answers with the newest steps and keeps the others', async () => {
    const session = await addAnalysed(store, 'a', three);
    const extra = 3;
    for (let step = 0; step < maximumHistorySteps + extra; step += 1)
      await store.relabel(session, [100], step % 5, 'R');
    const { steps, canUndo } = await store.history(session);
    expect(steps).toHaveLength(maximumHistorySteps);
    expect(steps.map(({ id }) => id)).toEqual(Array.from(steps, (_, index) => index + 1 + extra));
    expect(canUndo).toBe(true);
    const database = new Sqlite(join(folder.path, 'caliper.db'), { readonly: true });
    expect(database.prepare('SELECT count(*) FROM steps').pluck().get()).toBe(maximumHistorySteps + extra);
    database.close();
  });

  it.each([
    "UPDATE steps SET by = 'someone else'",
    'DELETE FROM steps',
    'UPDATE corrections SET to_label = 0',
    'DELETE FROM corrections',
    'INSERT OR REPLACE INTO corrections SELECT step, sample, from_label, from_source, 4, 2, 0, 0, 0, 0 FROM corrections',
    'UPDATE chunk_columns SET labels = zeroblob(3)',
    'DELETE FROM chunk_columns',
    'UPDATE chunks SET beats = 1',
    'DELETE FROM chunks',
    'UPDATE runs SET model_sha256 = NULL',
    'DELETE FROM runs',
  ])('is protected by the database itself against: %s', async (statement) => {
    const session = await addAnalysed(store, 'a', three);
    await store.relabel(session, [100], 1, 'R');
    const database = new Sqlite(join(folder.path, 'caliper.db'));
    database.pragma('recursive_triggers = ON');
    expect(() => database.exec(statement)).toThrow(/never (changed|erased)/);
    database.close();
  });

  it('survives closing: what stood can still be undone', async () => {
    const session = await addAnalysed(store, 'a', three);
    await store.relabel(session, [100], 1, 'R');
    await store.relabel(session, [200], 1, 'R');
    await store.undo(session, 'R');
    await store.close();
    store = await openStore(join(folder.path, 'caliper.db'));
    expect(await store.redo(session, 'R')).toMatchObject({ from: 200 });
    expect((await store.undo(session, 'R')).step).toMatchObject({ from: 200 });
    expect((await store.undo(session, 'R')).step).toMatchObject({ from: 100 });
    expect((await store.undo(session, 'R')).step).toBeNull();
  });
});

describe('searching among beats that were changed', () => {
  it('finds what the obvious way of keeping them finds', async () => {
    const edit = fc.record({
      kind: fc.constantFrom('relabel', 'insert', 'delete'),
      nth: fc.nat(299),
      label: fc.nat(4),
    });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 12 }), fc.nat(1000), async (edits, seed) => {
        const beats = someBeats(300, seed);
        const session = await addAnalysed(store, `p${number++}`, beats);
        const naive = new NaiveSession(beats);
        for (const { kind, nth, label } of edits) {
          const { sample } = naive.shown()[nth % naive.shown().length]!;
          if (kind === 'relabel' && naive.relabel([sample], label)) await store.relabel(session, [sample], label, 'R');
          if (kind === 'delete' && naive.delete([sample])) await store.deleteBeats(session, [sample], 'R');
          if (kind === 'insert' && naive.insert(sample + 70, label, 0))
            await store.insertBeat(session, { sample: sample + 70, clearance: 0 }, { label }, 'R');
        }
        const sample = beats.samples[seed % 300]! + (seed % 3) - 1;
        for (const direction of ['next', 'previous'] as const) {
          for (const label of [undefined, 0, 1, 2, 3, 4]) {
            for (const differsFromFile of [false, true]) {
              const found = await store.findBeat({ sessionId: session, sample, direction, label, differsFromFile });
              expect(found).toBe(naive.find(sample, direction, label, differsFromFile));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
