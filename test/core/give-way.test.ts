import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { defaultCriteria } from '../../app/contract/rhythm.ts';
import { createEntryChanges } from '../../app/core/entry-changes.ts';
import { givingWay } from '../../app/core/give-way.ts';
import { rhythmHandlers } from '../../app/core/rhythm.ts';
import { createOpenSessions } from '../../app/core/session-columns.ts';
import { findEvents } from '../../app/rhythm/events/events.ts';
import { measureIntervals } from '../../app/rhythm/intervals.ts';
import { summarise } from '../../app/rhythm/summary.ts';
import type { CallContext } from '../../app/rpc/contract.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { Store } from '../../app/store/store.ts';
import { addAnalysed, temporaryFolder } from '../support/store-fixture.ts';

const V = 2;
const count = 300_000;
/** Irregular, every seventh beat ventricular: every rule has something to look at. */
const samples = Int32Array.from({ length: count }, (_, beat) => 500 + beat * 300 + ((beat * beat) % 97));
const labels = Uint8Array.from({ length: count }, (_, beat) => (beat % 7 === 3 ? V : 0));
const context: CallContext = { signal: new AbortController().signal };

describe('a session of many beats', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: Store;
  let sessionId: string;
  let handlers: ReturnType<typeof rhythmHandlers>;

  beforeEach(async () => {
    folder = temporaryFolder();
    store = await openStore(join(folder.path, 'caliper.db'));
    sessionId = await addAnalysed(store, 'a', {
      samples,
      labels,
      probabilities: new Uint16Array(count * 5),
      fileCodes: new Uint8Array(count),
      fileClasses: new Uint8Array(count),
    });
    const sessions = createOpenSessions(store);
    await sessions.columns(sessionId);
    handlers = rhythmHandlers({ sessions, store, entries: createEntryChanges(store, () => 'A. Reader') });
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  it('takes a label while its events are being found, and finds them again with it', async () => {
    const answers: string[] = [];
    const first = handlers['rhythm.summary']({ sessionId }, context);
    const summary = Promise.resolve(first).then((answer) => (answers.push('summary'), answer));
    await setImmediate();
    await store.relabel(sessionId, [samples[0]!], V, 'A. Reader');
    answers.push('relabelled');
    const before = await summary;
    expect(answers).toEqual(['relabelled', 'summary']);
    const after = await handlers['rhythm.summary']({ sessionId }, context);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.classes[V]).toBe(before.classes[V] + 1);
  });

  it('has the events that it has when they are found in one go, also for two who ask at once', async () => {
    const [first, second] = await Promise.all([
      handlers['rhythm.summary']({ sessionId }, context),
      handlers['rhythm.summary']({ sessionId }, context),
    ]);
    const frames = (await createOpenSessions(store).columns(sessionId)).frames;
    const beats = { rate: 360, frames, samples, labels, codes: new Uint8Array(count), unreadable: [] };
    const source = { beats, intervals: measureIntervals(beats) };
    const { revision, ...found } = first;
    expect(found).toEqual(summarise(source, findEvents(source, defaultCriteria), new Map(), defaultCriteria));
    expect(second).toEqual({ revision, ...found });
  });
});

it('work that fails says so to who asked for it', async () => {
  function* work(): Generator<void, number, void> {
    yield;
    throw new Error('no room');
  }
  await expect(givingWay(work())).rejects.toThrow('no room');
});
