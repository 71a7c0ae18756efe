import { join } from 'node:path';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createOpenSessions } from '../../app/core/session-columns.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, newRecording, newRun, someBeats, temporaryFolder } from '../support/store-fixture.ts';

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

const everything = 2 ** 31 - 2;

describe('the columns of a session', () => {
  it('are what windows of beats say', async () => {
    const session = await addAnalysed(store, 'a', someBeats(200));
    const columns = await createOpenSessions(store).columns(session);
    const window = await store.readBeats(session, 0, everything);
    for (const name of ['samples', 'labels', 'sources', 'codes', 'fileCodes', 'probabilities'] as const)
      expect(columns[name]).toEqual(window[name]);
    expect(columns).toMatchObject({ rate: 360, unreadable: [] });
  });

  it('are empty for a recording that was not analysed', async () => {
    await store.addRecording(newRecording('a'));
    const columns = await createOpenSessions(store).columns('session-a');
    expect([columns.samples.length, columns.probabilities.length, columns.revision]).toEqual([0, 0, 0]);
  });

  it('stay as they were handed out: a change makes others', async () => {
    const beats = someBeats(20);
    const session = await addAnalysed(store, 'a', beats);
    const sessions = createOpenSessions(store);
    const before = await sessions.columns(session);
    const labels = before.labels.slice();
    await store.relabel(session, [beats.samples[3]!], (beats.labels[3]! + 1) % 5, 'R');
    const after = await sessions.columns(session);
    expect(before.labels).toEqual(labels);
    expect(after.labels[3]).toBe((beats.labels[3]! + 1) % 5);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.samples).toBe(before.samples);
  });

  it('are the same object until something that they hold changes', async () => {
    const session = await addAnalysed(store, 'a', someBeats(20));
    const sessions = createOpenSessions(store);
    const before = await sessions.columns(session);
    expect(await sessions.columns(session)).toBe(before);
    const changes = [{ kind: 'verdict', key: 'k', value: 'accepted' }];
    await store.setEntries(session, { action: 'noted', changes, by: 'R' });
    const after = await sessions.columns(session);
    expect([after.revision, after.labels]).toEqual([before.revision, before.labels]);
  });

  it('are not read again for a change', async () => {
    const beats = someBeats(20);
    const session = await addAnalysed(store, 'a', beats);
    const snapshot = vi.spyOn(store, 'snapshot');
    const sessions = createOpenSessions(store);
    await sessions.columns(session);
    await store.deleteBeats(session, [beats.samples[3]!], 'R');
    await sessions.columns(session);
    expect(snapshot).toHaveBeenCalledTimes(1);
  });

  it('hold a change that could not be read the first time when they are asked for again', async () => {
    const beats = someBeats(20);
    const session = await addAnalysed(store, 'a', beats);
    const sessions = createOpenSessions(store);
    await sessions.columns(session);
    const mark = { kind: 'mark', key: 'm', value: { from: 10, to: 20, readable: false, order: 1 } };
    await store.setEntries(session, { action: 'marked', changes: [mark], by: 'R' });
    await store.relabel(session, [beats.samples[3]!], (beats.labels[3]! + 1) % 5, 'R');
    vi.spyOn(store, 'entries').mockRejectedValueOnce(new Error('busy'));
    await expect(sessions.columns(session)).rejects.toThrow('busy');
    const columns = await sessions.columns(session);
    expect(columns.labels[3]).toBe((beats.labels[3]! + 1) % 5);
    expect(columns.unreadable).toEqual([{ from: 10, to: 20 }]);
  });

  it('are read again after another analysis', async () => {
    const session = await addAnalysed(store, 'a', someBeats(20));
    const sessions = createOpenSessions(store);
    const before = await sessions.columns(session);
    await store.beginRun(newRun('again', 'a'));
    await store.appendBeats('again', someBeats(7, 3));
    await store.finishRun('again', 'cpu', 0);
    const after = await sessions.columns(session);
    expect(after.samples).toHaveLength(7);
    expect(after.revision).toBeGreaterThan(before.revision);
  });

  it('are kept for the two sessions that were asked for last', async () => {
    for (const name of ['a', 'b', 'c']) await addAnalysed(store, name, someBeats(5));
    const sessions = createOpenSessions(store);
    const first = await sessions.columns('session-a');
    const second = await sessions.columns('session-b');
    await sessions.columns('session-a');
    await sessions.columns('session-c');
    expect(await sessions.columns('session-a')).toBe(first);
    expect(await sessions.columns('session-b')).not.toBe(second);
  });

  it('say which stretches cannot be read, whoever said so last', async () => {
    await store.addRecording(newRecording('a'));
    await store.beginRun(newRun('run', 'a'));
    await store.appendBeats('run', someBeats(20));
    const quality = { readable: 0.5, unreadable: [{ from: 100, to: 500 }], perSecond: new Uint8Array(0) };
    await store.finishRun('run', 'cpu', 0, { leads: [], stages: [], quality, drift: null, decision: null });
    const sessions = createOpenSessions(store);
    const mark = (key: string, value: object) =>
      store.setEntries('session-a', { action: 'marked', changes: [{ kind: 'mark', key, value }], by: 'R' });
    expect((await sessions.columns('session-a')).unreadable).toEqual([{ from: 100, to: 500 }]);
    const before = await sessions.columns('session-a');
    await mark('m1', { from: 400, to: 900, readable: false, order: 1 });
    await mark('m2', { from: 200, to: 300, readable: true, order: 2 });
    const after = await sessions.columns('session-a');
    expect(after.unreadable).toEqual([
      { from: 100, to: 200 },
      { from: 300, to: 900 },
    ]);
    expect(after.revision).toBeGreaterThan(before.revision);
    await store.undo('session-a', 'R');
    expect((await sessions.columns('session-a')).unreadable).toEqual([{ from: 100, to: 900 }]);
  });

  it('are after any changes what a new reading of the session gives', async () => {
    const nth = fc.nat(400);
    const action = fc.oneof(
      fc.record({
        kind: fc.constant('relabel' as const),
        nth,
        count: fc.integer({ min: 1, max: 30 }),
        label: fc.nat(4),
      }),
      fc.record({ kind: fc.constant('insert' as const), nth, label: fc.nat(4) }),
      fc.record({ kind: fc.constant('delete' as const), nth, count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant('move' as const), nth }),
      fc.record({ kind: fc.constant('undo' as const) }),
      fc.record({ kind: fc.constant('redo' as const) }),
      fc.record({ kind: fc.constant('read' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25, size: 'max' }), async (actions) => {
        const session = await addAnalysed(store, `p${number++}`, someBeats(60));
        const sessions = createOpenSessions(store);
        await sessions.columns(session);
        for (const change of actions) {
          const { samples } = await store.readBeats(session, 0, everything);
          if (change.kind === 'undo') await store.undo(session, 'R');
          else if (change.kind === 'redo') await store.redo(session, 'R');
          else if (change.kind === 'read') await sessions.columns(session);
          else if (samples.length > 0) {
            const first = change.nth % samples.length;
            const sample = samples[first]!;
            if (change.kind === 'relabel')
              await store.relabel(session, [...samples.slice(first, first + change.count)], change.label, 'R', 0);
            if (change.kind === 'delete')
              await store.deleteBeats(session, [...samples.slice(first, first + change.count)], 'R');
            const place = { sample: sample + 41, clearance: 0 };
            if (samples.includes(place.sample)) continue;
            if (change.kind === 'insert') await store.insertBeat(session, place, { label: change.label }, 'R');
            if (change.kind === 'move') await store.moveBeat(session, sample, place, 'R');
          }
        }
        const fresh = createOpenSessions(store);
        expect(await sessions.columns(session)).toEqual(await fresh.columns(session));
      }),
      { numRuns: 60 },
    );
  });
});
