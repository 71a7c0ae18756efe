import { join } from 'node:path';

import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { defaultCriteria, maximumDecisions, rhythmCalls } from '../../app/contract/rhythm.ts';
import { createEntryChanges } from '../../app/core/entry-changes.ts';
import { rhythmHandlers } from '../../app/core/rhythm.ts';
import { createSessionRhythms } from '../../app/core/rhythm-sessions.ts';
import { createOpenSessions } from '../../app/core/session-columns.ts';
import type { CallContext } from '../../app/rpc/contract.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { AnalysedBeats, Store } from '../../app/store/store.ts';
import { addAnalysed, temporaryFolder } from '../support/store-fixture.ts';

const N = 0;
const V = 2;
let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let sessionId: string;
let handlers: ReturnType<typeof rhythmHandlers>;
const context: CallContext = { signal: new AbortController().signal };

/** N V V N N V V N with one second between beats, but three before the last. */
const labels = [N, V, V, N, N, V, V, N];
const samples = [360, 720, 1080, 1440, 1800, 2160, 2520, 3600];

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
  const beats: AnalysedBeats = {
    samples: Int32Array.from(samples),
    labels: Uint8Array.from(labels),
    probabilities: new Uint16Array(labels.length * 5),
    // The file calls the fifth beat an atrial escape beat, "e".
    fileCodes: Uint8Array.from(labels, (_, beat) => (beat === 4 ? 34 : 0)),
    fileClasses: new Uint8Array(labels.length),
  };
  sessionId = await addAnalysed(store, 'a', beats);
  handlers = rhythmHandlers({
    sessions: createOpenSessions(store),
    store,
    entries: createEntryChanges(store, () => 'A. Reader'),
  });
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

async function kindOf(kind: string) {
  const { kinds } = await handlers['rhythm.summary']({ sessionId }, context);
  return kinds.find((known) => known.kind === kind)!;
}

describe('rhythm events of a session', () => {
  it('that were dismissed are open again when they have grown', async () => {
    const kind = 'ventricular-run';
    await store.relabel(sessionId, [1440], V, 'A. Reader');
    await handlers['rhythm.decide']({ sessionId, ids: [`${kind}-720`], verdict: 'dismissed' }, context);
    expect(await kindOf(kind)).toMatchObject({ count: 0, dismissed: 1 });
    await store.relabel(sessionId, [1800], V, 'A. Reader');
    expect(await kindOf(kind)).toMatchObject({ count: 1, dismissed: 0 });
    await store.undo(sessionId, 'A. Reader');
    expect(await kindOf(kind)).toMatchObject({ count: 0, dismissed: 1 });
  });

  it('have the file’s escape beats until a person names the beat otherwise', async () => {
    expect((await kindOf('escape')).count).toBe(1);
    await store.confirm(sessionId, [1800], 'A. Reader');
    expect((await kindOf('escape')).count).toBe(0);
  });

  it('follow a relabelled beat and its undo', async () => {
    expect((await kindOf('ventricular-couplet')).count).toBe(2);
    await store.relabel(sessionId, [1440, 1800], V, 'A. Reader');
    expect(await kindOf('ventricular-couplet')).toMatchObject({ count: 0, extreme: null });
    expect(await kindOf('ventricular-run')).toMatchObject({ count: 1, extreme: { value: 6 } });
    await store.undo(sessionId, 'A. Reader');
    expect((await kindOf('ventricular-couplet')).count).toBe(2);
  });

  it('that are dismissed do not count, in one step of the history that can be taken back', async () => {
    const ids = ['ventricular-couplet-720', 'ventricular-couplet-2160'];
    const { step } = await handlers['rhythm.decide']({ sessionId, ids, verdict: 'dismissed' }, context);
    expect(step).toMatchObject({ action: 'noted', by: 'A. Reader', from: 720, until: 2160, kinds: ['verdict'] });
    expect(await kindOf('ventricular-couplet')).toMatchObject({ count: 0, dismissed: 2 });
    const { events } = await handlers['rhythm.events'](
      { sessionId, kind: 'ventricular-couplet', offset: 0, limit: 10 },
      context,
    );
    expect(events.map(({ verdict }) => verdict)).toEqual(['dismissed', 'dismissed']);
    await store.undo(sessionId, 'A. Reader');
    expect(await kindOf('ventricular-couplet')).toMatchObject({ count: 2, dismissed: 0 });
  });

  it('give way to the next longest interval when the longest is dismissed, and come back', async () => {
    const id = 'pause-2520';
    await handlers['rhythm.decide']({ sessionId, ids: [id], verdict: 'dismissed' }, context);
    const { longestRr } = await handlers['rhythm.summary']({ sessionId }, context);
    expect(longestRr).toEqual({ ms: 1000, sample: 360 });
    await handlers['rhythm.decide']({ sessionId, ids: ['longest-rr-2520'], verdict: null }, context);
    const { longestRr: again } = await handlers['rhythm.summary']({ sessionId }, context);
    expect(again).toEqual({ ms: 3000, sample: 2520 });
  });

  it('cannot be accepted where there is none any more', async () => {
    const call = handlers['rhythm.decide']({ sessionId, ids: ['pause-360'], verdict: 'accepted' }, context);
    await expect(call).rejects.toThrow('There is no event pause-360 any more');
    expect(await store.entries(sessionId, 'verdict')).toEqual([]);
  });

  it('are decided on together as far as one step holds their verdicts, and no further', async () => {
    const { input } = rhythmCalls['rhythm.decide'];
    const ids = Array.from({ length: maximumDecisions }, (_, index) => `pause-${index}`);
    const most = v.parse(input, { sessionId, ids, verdict: null });
    expect(await handlers['rhythm.decide'](most, context)).toEqual({ step: null });
    expect(v.safeParse(input, { ...most, ids: [...ids, 'pause-2520'] }).success).toBe(false);
  });

  it('follow other limits, which are kept with the session and can be taken back', async () => {
    expect((await kindOf('pause')).count).toBe(1);
    const criteria = { ...defaultCriteria, pause: { milliseconds: 3100, normalOnly: false } };
    await handlers['rhythm.setCriteria']({ sessionId, criteria }, context);
    expect((await kindOf('pause')).count).toBe(0);
    expect(await handlers['rhythm.criteria']({ sessionId }, context)).toEqual(criteria);
    await store.undo(sessionId, 'A. Reader');
    expect(await handlers['rhythm.criteria']({ sessionId }, context)).toEqual(defaultCriteria);
    expect((await kindOf('pause')).count).toBe(1);
  });

  it('are none of a pause that a person marks unreadable', async () => {
    const value = { from: 3000, to: 3100, readable: false, order: 1 };
    await store.setEntries(sessionId, {
      action: 'marked',
      by: 'A. Reader',
      changes: [{ kind: 'mark', key: '3000-3100', value }],
    });
    const summary = await handlers['rhythm.summary']({ sessionId }, context);
    expect(summary).toMatchObject({ pausesLeftOut: 1, longestRrLeftOut: { ms: 3000, sample: 2520 } });
    expect((await kindOf('pause')).count).toBe(0);
  });

  it('are found once for as long as nothing changes', async () => {
    const rhythms = createSessionRhythms(createOpenSessions(store), store);
    const first = await rhythms.read(sessionId);
    expect(await rhythms.read(sessionId)).toBe(first);
    await store.setEntries(sessionId, {
      action: 'noted',
      by: 'R',
      changes: [{ kind: 'verdict', key: 'pause-2520', value: 'accepted' }],
    });
    const second = await rhythms.read(sessionId);
    expect(second.events).toBe(first.events);
    expect(second.verdicts.get('pause')?.get(2520)).toBe('accepted');
  });
});

it('intervals come with the number of the state that they belong to', async () => {
  const first = await handlers['rhythm.intervals']({ sessionId }, context);
  expect([...first.before]).toEqual([Number.NaN, 1000, 1000, 1000, 1000, 1000, 1000, 3000]);
  await store.relabel(sessionId, [360], V, 'R');
  const second = await handlers['rhythm.intervals']({ sessionId }, context);
  expect(second.revision).toBeGreaterThan(first.revision);
  expect(second.labels[0]).toBe(V);
});
