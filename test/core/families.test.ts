import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { labelSources } from '../../app/contract/classes.ts';
import type { BulkChange, Families } from '../../app/contract/families.ts';
import { createEntryChanges } from '../../app/core/entry-changes.ts';
import { familiesHandlers, type FamilyDependencies } from '../../app/core/families.ts';
import { createJobs, type Jobs } from '../../app/core/jobs.ts';
import { silentLogger } from '../../app/core/logger.ts';
import { createOpenSessions, type OpenSessions } from '../../app/core/session-columns.ts';
import type { CallContext } from '../../app/rpc/contract.ts';
import { openStore } from '../../app/store/open-store.ts';
import type { AnalysedBeats, Store } from '../../app/store/store.ts';
import { drawnBeats } from '../support/drawn-beats.ts';
import { addAnalysed, someBeats, temporaryFolder } from '../support/store-fixture.ts';

const N = 0;
const V = 2;
/** WFDB code E. */
const ventricularEscape = 10;
const reader = () => 'A. Reader';
const context: CallContext = { signal: new AbortController().signal };
/** 90 narrow beats, 30 wide ones, and one that is like no other. The model calls two of the wide ones normal. */
const shapes = Array.from({ length: 121 }, (_, beat) => (beat === 120 ? 2 : Number(beat % 4 === 1)));
const drawn = drawnBeats(shapes);
const wide = [...drawn.samples].filter((_, beat) => shapes[beat] === 1);

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let sessions: OpenSessions;
let jobs: Jobs;
let sessionId: string;
let handlers: ReturnType<typeof familiesHandlers>;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(join(folder.path, 'caliper.db'));
  const labels = drawn.shapes.map((shape, beat) => (shape === 1 && beat > 8 ? V : N));
  const probabilities = new Uint16Array(5 * shapes.length);
  labels.forEach((label, beat) => (probabilities[5 * beat + label] = 60_000));
  const beats: AnalysedBeats = {
    samples: drawn.samples,
    labels,
    probabilities,
    fileCodes: new Uint8Array(shapes.length),
    fileClasses: new Uint8Array(shapes.length),
  };
  sessionId = await addAnalysed(store, 'a', beats);
  sessions = createOpenSessions(store);
  jobs = createJobs(() => undefined, silentLogger);
  handlers = handlersWith({});
});
afterEach(async () => {
  await jobs.close();
  await store.close();
  folder.remove();
});

function handlersWith(other: Partial<FamilyDependencies>) {
  const recordings = { open: () => Promise.resolve(drawn.recording), forget: () => undefined };
  return familiesHandlers({
    store,
    recordings,
    sessions,
    entries: createEntryChanges(store, reader),
    jobs,
    reader,
    ...other,
  });
}

async function made(): Promise<Families> {
  const { jobId } = await handlers['families.make']({ sessionId }, context);
  await expect.poll(() => jobs.list().find(({ id }) => id === jobId)?.state).toBe('done');
  return read();
}
const read = async () => handlers['families.read']({ sessionId }, context);
const bulk = (families: Families, extra: Partial<BulkChange> = {}): BulkChange => ({
  sessionId,
  beats: { familyIds: [families.families[1]!.id] },
  label: 'V',
  ...extra,
});

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
    store = await openStore(join(folder.path, 'caliper.db'));
    const again = handlersWith({ sessions: createOpenSessions(store) });
    expect(await again['families.read']({ sessionId }, context)).toEqual(before);
  });

  it('are made once when two ask for them at the same time', async () => {
    const [first, second] = await Promise.all([
      handlers['families.make']({ sessionId }, context),
      handlers['families.make']({ sessionId }, context),
    ]);
    expect(second).toEqual(first);
    await expect.poll(() => jobs.list().map(({ state }) => state)).toEqual(['done']);
  });

  it('can be asked for again when there were no beats to group', async () => {
    const empty = await addAnalysed(store, 'b', { ...someBeats(0) });
    for (let time = 0; time < 2; time++) {
      const asked = Promise.resolve(handlers['families.make']({ sessionId: empty }, context));
      expect(await handlers['families.read']({ sessionId: empty }, context)).toMatchObject({ jobId: null });
      await expect(asked).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await handlers['families.read']({ sessionId: empty }, context)).toMatchObject({ state: 'none' });
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

describe('relabelling a family', () => {
  it('changes what its preview says, as one step', async () => {
    const families = await made();
    const preview = await handlers['families.preview'](bulk(families), context);
    const { outliers } = families.families[1]!;
    expect(preview.changed + preview.unchanged).toBe(30 - outliers);
    expect(preview).toMatchObject({ outliersLeftOut: outliers, readLeftOut: 0, before: [93, 0, 28, 0, 0] });
    expect(preview.after[2] - preview.before[2]).toBe(preview.changed);
    expect(preview.expectedErrors).toBeCloseTo((30 - outliers) * (1 - 60_000 / 65_535), 6);
    await handlers['families.relabel'](bulk(families), context);
    const { labels } = await sessions.columns(sessionId);
    expect(labels.filter((label) => label === V)).toHaveLength(preview.after[2]);
    await store.undo(sessionId, reader());
    expect((await sessions.columns(sessionId)).labels.filter((label) => label === V)).toHaveLength(28);
  });

  it('leaves out beats that a person has read, unless they are asked for', async () => {
    const families = await made();
    await store.relabel(sessionId, wide.slice(10, 13), N, reader());
    const options = { includeOutliers: true };
    expect(await handlers['families.preview'](bulk(families, options), context)).toMatchObject({ readLeftOut: 3 });
    const all = await handlers['families.preview'](bulk(families, { ...options, includeRead: true }), context);
    expect(all).toMatchObject({ readLeftOut: 0, readChanged: 3, changed: 5, unchanged: 25 });
  });

  it('keeps the WFDB code that a person gave a beat which shows the label already, as its preview says', async () => {
    const families = await made();
    const escape = wide[10]!;
    await store.relabel(sessionId, [escape], V, reader(), ventricularEscape);
    const change = bulk(families, { includeOutliers: true, includeRead: true });
    const { events } = await handlers['families.preview'](change, context);
    expect(events?.map(({ kind }) => kind)).not.toContain('escape');
    const { step } = await handlers['families.relabel'](change, context);
    expect(step).toMatchObject({ action: 'relabelled', beats: 29 });
    const { samples, codes } = await sessions.columns(sessionId);
    expect(codes[samples.indexOf(escape)]).toBe(ventricularEscape);
  });

  it('spares a beat that a person corrects while its beats are being chosen', async () => {
    const families = await made();
    // The core looks at the session again when the beats are chosen: right then a person corrects one.
    const corrected = wide[10]!;
    let asked = 0;
    const interrupted: OpenSessions = {
      ...sessions,
      async columns(id) {
        const columns = await sessions.columns(id);
        if (++asked === 1) await store.relabel(id, [corrected], N, 'B. Colleague');
        return columns;
      },
    };
    await handlersWith({ sessions: interrupted })['families.relabel'](bulk(families), context);
    const { samples, labels, sources } = await sessions.columns(sessionId);
    expect(labels[samples.indexOf(corrected)]).toBe(N);
    expect(labels[samples.indexOf(wide[11]!)]).toBe(V);
    expect(sources[samples.indexOf(wide[11]!)]).toBe(labelSources.indexOf('person'));
  });

  it('leaves out a beat that is deleted while its beats are being chosen', async () => {
    const families = await made();
    let asked = 0;
    const interrupted: OpenSessions = {
      ...sessions,
      async columns(id) {
        const columns = await sessions.columns(id);
        if (++asked === 1) await store.deleteBeats(id, [wide[10]!], 'B. Colleague');
        return columns;
      },
    };
    const change = bulk(families, { includeOutliers: true });
    const { step } = await handlersWith({ sessions: interrupted })['families.relabel'](change, context);
    expect(step).toMatchObject({ beats: 29 });
  });

  it('is done under the name of whoever asked, though another reads when the beats are chosen', async () => {
    const families = await made();
    let name = 'A. Reader';
    const relabelling = handlersWith({ reader: () => name })['families.relabel'](bulk(families), context);
    name = 'B. Colleague';
    expect((await relabelling).step).toMatchObject({ by: 'A. Reader' });
  });

  it('names the events that would be others', async () => {
    const families = await made();
    const narrow: BulkChange['beats'] = { familyIds: [families.families[0]!.id] };
    const { events } = await handlers['families.preview'](bulk(families, { beats: narrow }), context);
    expect(events?.some(({ kind, after }) => kind.startsWith('ventricular') && after > 0)).toBe(true);
  });
});

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
