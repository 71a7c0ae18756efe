import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { FamilyDependencies } from '../../app/core/families.ts';
import { createOpenSessions } from '../../app/core/session-columns.ts';
import { openStore } from '../../app/store/open-store.ts';
import { addAnalysed, someBeats } from '../support/store-fixture.ts';
import {
  context,
  drawn,
  type FamilySession,
  N,
  openFamilySession,
  reader,
  shapes,
  V,
  wide,
} from '../support/family-session.ts';

let session: FamilySession;
let store: FamilySession['store'];
let jobs: FamilySession['jobs'];
let sessionId: FamilySession['sessionId'];
let handlers: FamilySession['handlers'];
let handlersWith: FamilySession['handlersWith'];
let made: FamilySession['made'];
let read: FamilySession['read'];

beforeEach(async () => {
  session = await openFamilySession();
  ({ store, jobs, sessionId, handlers, handlersWith, made, read } = session);
});
afterEach(() => session.close());

describe('families of a session', () => {
  it('are none until they are made, and then one of each shape, the largest first', async () => {
    expect(await read()).toMatchObject({ state: 'none', beats: 121, families: [] });
    const { state, families, singles } = await made();
    expect(state).toBe('ready');
    expect(families.map(({ count, classes }) => [count, classes])).toEqual([
      [90, [90, 0, 0, 0, 0]],
      [30, [2, 0, 28, 0, 0]],
    ]);
    expect([...singles]).toEqual([drawn.samples[120]]);
  });

  it('are there again when the database is opened again', async () => {
    const before = await made();
    await store.close();
    const reopened = await openStore(session.path);
    const again = handlersWith({ store: reopened, sessions: createOpenSessions(reopened) });
    expect(await again['families.read']({ sessionId }, context)).toEqual(before);
    await reopened.close();
  });

  it('are made once when two ask for them at the same time', async () => {
    const [first, second] = await Promise.all([
      handlers['families.make']({ sessionId }, context),
      handlers['families.make']({ sessionId }, context),
    ]);
    expect(second).toEqual(first);
    await expect.poll(() => jobs.list().map(({ state }) => state)).toEqual(['done']);
  });

  it('can be asked for again when their making could not start', async () => {
    let isThere = false;
    const recordings: FamilyDependencies['recordings'] = {
      open: () => (isThere ? Promise.resolve(drawn.recording) : Promise.reject(new Error('unplugged'))),
      forget: () => undefined,
    };
    const calls = handlersWith({ recordings });
    const asked = calls['families.make']({ sessionId }, context);
    expect(await calls['families.read']({ sessionId }, context)).toMatchObject({ state: 'none', jobId: null });
    await expect(asked).rejects.toThrow('unplugged');
    isThere = true;
    const { jobId } = await calls['families.make']({ sessionId }, context);
    await expect.poll(() => jobs.list().find(({ id }) => id === jobId)?.state).toBe('done');
  });

  it('are refused of a recording without beats', async () => {
    const empty = await addAnalysed(store, 'b', someBeats(0));
    const asked = handlers['families.make']({ sessionId: empty }, context);
    await expect(asked).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leave nothing behind when their making is stopped', async () => {
    const { jobId } = await handlers['families.make']({ sessionId }, context);
    jobs.stop(jobId);
    await expect.poll(() => jobs.list().find(({ id }) => id === jobId)?.state).toBe('stopped');
    expect(await read()).toMatchObject({ state: 'none', jobId: null });
  });

  it('have the labels that the beats show now, and say which beats came later', async () => {
    await made();
    await store.relabel(sessionId, [wide[0]!], V, reader());
    await store.deleteBeats(sessionId, [wide[5]!], reader());
    const place = { sample: drawn.samples[0]! + 100, clearance: 5 };
    await store.insertBeat(sessionId, place, { label: N, code: 1 }, reader());
    const after = await read();
    expect(after.families[1]).toMatchObject({ count: 29, read: 1, classes: [1, 0, 28, 0, 0] });
    expect(after.without).toBe(1);
  });

  it('show their members nearest to the mean first', async () => {
    const { families } = await made();
    const question = { sessionId, familyId: families[1]!.id, outliers: false, offset: 0, limit: 100 };
    const members = await handlers['families.members'](question, context);
    expect([...members.samples].every((sample) => wide.includes(sample))).toBe(true);
    expect(members.total + families[1]!.outliers).toBe(30);
    expect(members.waveforms).toHaveLength(members.samples.length * 90);
    // All are of one size, so that the nearest are those that correlate most.
    const correlations = [...members.correlations];
    expect(correlations[0]).toBeGreaterThan(correlations.at(-1)!);
    expect(correlations[0]).toBeGreaterThan(correlations.toSorted()[correlations.length >> 1]!);
    const page = await handlers['families.members']({ ...question, offset: 2, limit: 3 }, context);
    expect(page.samples).toEqual(members.samples.subarray(2, 5));
  });
});

describe('merging and splitting families', () => {
  it('is one step each, taken back by undo or by taking the family apart', async () => {
    const { families } = await made();
    const familyIds = families.map(({ id }) => id);
    const { step } = await handlers['families.merge']({ sessionId, familyIds }, context);
    expect(step).toMatchObject({ action: 'noted', by: reader() });
    const merged = await read();
    expect(merged.families.map(({ count, merged: from }) => [count, from])).toEqual([[120, 2]]);
    await handlers['families.unmerge']({ sessionId, familyId: merged.families[0]!.id }, context);
    expect((await read()).families).toHaveLength(2);
    await store.undo(sessionId, reader());
    expect((await read()).families).toHaveLength(1);
    await store.undo(sessionId, reader());
    expect((await read()).families).toHaveLength(2);
  });

  it('splits what was merged along the shapes', async () => {
    const { families } = await made();
    await handlers['families.merge']({ sessionId, familyIds: families.map(({ id }) => id) }, context);
    await handlers['families.split']({ sessionId, familyId: (await read()).families[0]!.id }, context);
    expect((await read()).families.map(({ count, split }) => [count, split])).toEqual([
      [90, true],
      [30, true],
    ]);
  });

  it('takes chosen beats out into a family of their own', async () => {
    const { families } = await made();
    const samples = wide.slice(0, 4);
    await handlers['families.split']({ sessionId, familyId: families[1]!.id, samples }, context);
    expect((await read()).families.map(({ count }) => count)).toEqual([90, 26, 4]);
  });

  it('keeps both of two edits that are made at the same time', async () => {
    const { families } = await made();
    const narrow = [...drawn.samples].filter((_, beat) => shapes[beat] === 0);
    const split = (family: number, samples: number[]) =>
      handlers['families.split']({ sessionId, familyId: families[family]!.id, samples }, context);
    await Promise.all([split(0, narrow.slice(0, 5)), split(1, wide.slice(0, 4))]);
    expect((await read()).families.map(({ count }) => count)).toEqual([85, 26, 5, 4]);
    expect(await store.entries(sessionId, 'family')).toHaveLength(2);
  });

  it('refuses to split off nothing', async () => {
    const { families } = await made();
    const split = { sessionId, familyId: families[1]!.id, samples: [drawn.samples[0]!] };
    await expect(handlers['families.split'](split, context)).rejects.toMatchObject({ code: 'conflict' });
    expect((await store.history(sessionId)).steps).toHaveLength(0);
  });
});
