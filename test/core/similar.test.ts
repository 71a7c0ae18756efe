import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { BulkChange } from '../../app/contract/families.ts';
import { createFamilySessions } from '../../app/core/family-session.ts';
import { answerSimilar } from '../../app/core/similar.ts';
import type { CallContext } from '../../app/rpc/contract.ts';
import { context, drawn, type FamilySession, N, openFamilySession, reader, wide } from '../support/family-session.ts';

let session: FamilySession;
let store: FamilySession['store'];
let sessionId: FamilySession['sessionId'];
let handlers: FamilySession['handlers'];
let made: FamilySession['made'];

beforeEach(async () => {
  session = await openFamilySession();
  ({ store, sessionId, handlers, made } = session);
});
afterEach(() => session.close());

describe('beats like one beat', () => {
  it('are found by shape and counted by label', async () => {
    const question = { sessionId, sample: wide[3]!, radius: 0.9 };
    expect(await handlers['similar.find'](question, context)).toMatchObject({ state: 'none' });
    await made();
    const found = await handlers['similar.find'](question, context);
    expect(found.samples[0]).toBe(wide[3]);
    expect([...found.samples].sort((a, b) => a - b)).toEqual(wide);
    expect(found.classes).toEqual([2, 0, 28, 0, 0]);
    const preview = await handlers['families.preview'](
      { sessionId, beats: { similarTo: wide[3]!, radius: 0.9 }, label: 'V' },
      context,
    );
    expect(preview).toMatchObject({ changed: 2, unchanged: 28 });
  });

  it('are nearest first, the beat itself before all', async () => {
    await made();
    const found = await handlers['similar.find']({ sessionId, sample: wide[3]!, radius: 0.8 }, context);
    expect(found.samples[0]).toBe(wide[3]);
    const others = [...found.correlations].slice(1);
    expect(others).toEqual(others.toSorted((a, b) => b - a));
    expect(found.waveforms).toHaveLength(14 * 90);
  });

  it('have the beat itself before others that are as alike as can be', async () => {
    await made();
    const loaded = await createFamilySessions(store).load(sessionId);
    const count = drawn.samples.length;
    const found = { own: 7, correlations: new Float32Array(count).fill(1), otherSizes: new Uint8Array(count) };
    const columns = await session.sessions.columns(sessionId);
    const { samples } = await answerSimilar(store.families, loaded!, columns, found);
    expect([...samples.subarray(0, 3)]).toEqual([drawn.samples[7], drawn.samples[0], drawn.samples[1]]);
    expect(samples.toSorted()).toEqual(drawn.samples);
  });

  it('are not searched for any longer when nobody waits for them', async () => {
    await made();
    const question = { sessionId, sample: wide[3]!, radius: 0.9 };
    const gone: CallContext = { signal: AbortSignal.abort(new Error('nobody waits')) };
    await expect(handlers['similar.find'](question, gone)).rejects.toThrow('nobody waits');
    const change: BulkChange = { sessionId, beats: { similarTo: wide[3]!, radius: 0.9 }, label: 'V' };
    await expect(handlers['families.preview'](change, gone)).rejects.toThrow('nobody waits');
  });

  it('are none where the beat was deleted and no other is like it', async () => {
    await made();
    const alone = drawn.samples[120]!;
    await store.deleteBeats(sessionId, [alone], reader());
    const found = await handlers['similar.find']({ sessionId, sample: alone, radius: 0.9 }, context);
    expect(found).toMatchObject({ state: 'ready', classes: [0, 0, 0, 0, 0] });
    expect(found.samples).toHaveLength(0);
  });

  it('are not known for a beat that came later', async () => {
    await made();
    const sample = drawn.samples[0]! + 100;
    await store.insertBeat(sessionId, { sample, clearance: 5 }, { label: N, code: 1 }, reader());
    expect(await handlers['similar.find']({ sessionId, sample, radius: 0.9 }, context)).toMatchObject({
      state: 'unknown',
    });
  });
});
