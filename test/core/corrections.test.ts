import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ApplicationContract } from '../../app/contract/application.ts';
import type { Payload } from '../../app/rpc/contract.ts';
import { smallRecordBeats, writeSmallRecord } from '../support/small-record.ts';
import { startTestCore, type StartedCore } from '../support/started-core.ts';
import { writeUntrainedModel } from '../support/untrained-model.ts';

let started: StartedCore;
let sessionId: string;
let frames: number;

const beats = smallRecordBeats(20);

beforeEach(async () => {
  started = await startTestCore((folder) => writeUntrainedModel(folder, 'first'));
  const recordings = join(started.folder, 'recordings');
  await mkdir(recordings);
  const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 20, codes: [1, 5] });
  await started.ended((await started.client.call('library.import', { paths: [path] })).jobId);
  const [row] = await started.client.call('library.list', {});
  ({ sessionId, frames } = row!);
});
afterEach(async () => {
  expect(started.defects).toEqual([]);
  await started.close();
});

const columns = () => started.client.call('beats.columns', { sessionId, from: 0, to: frames });

describe('correcting beats', () => {
  it('gives a beat a label with its own WFDB code', async () => {
    await started.client.call('beats.relabel', { sessionId, samples: [beats[3]!], label: 'V', code: 10 });
    const { labels, codes, sources } = await columns();
    expect([labels[3], codes[3], sources[3]]).toEqual([2, 10, 2]);
  });

  it('takes an atrial escape beat for normal or supraventricular, as the two mappings do', async () => {
    for (const label of ['N', 'S'] as const)
      await started.client.call('beats.relabel', { sessionId, samples: [beats[3]!], label, code: 34 });
    expect((await columns()).codes[3]).toBe(34);
  });

  it('refuses a code of another class', async () => {
    const call = started.client.call('beats.relabel', { sessionId, samples: [beats[3]!], label: 'N', code: 5 });
    await expect(call).rejects.toThrow('The code "V" is not one of the class N.');
  });

  it('relabels those beats of a stretch that show one class', async () => {
    await started.client.call('beats.relabel', { sessionId, samples: beats.slice(2, 4), label: 'F' });
    await started.client.call('beats.relabel', { sessionId, samples: beats.slice(4, 6), label: 'Q' });
    const range = { sessionId, from: beats[3]!, to: beats[6]!, label: 'S', only: 'Q' } as const;
    const { step } = await started.client.call('beats.relabelRange', range);
    expect(step).toMatchObject({ beats: 2, fromLabel: 'Q', to: 'S', from: beats[4], until: beats[5], standing: true });
    expect([...(await columns()).labels.slice(2, 6)]).toEqual([3, 3, 1, 1]);
  });

  it('makes shown labels the reader’s own', async () => {
    const before = await columns();
    const { step } = await started.client.call('beats.confirm', { sessionId, samples: beats.slice(0, 5) });
    expect(step).toMatchObject({ action: 'confirmed', beats: 5, by: 'A. Reader' });
    const after = await columns();
    expect(after.labels).toEqual(before.labels);
    expect([...after.sources.slice(0, 6)]).toEqual([2, 2, 2, 2, 2, 0]);
    expect((await started.client.call('beats.confirm', { sessionId, samples: beats.slice(0, 5) })).step).toBeNull();
  });

  it('inserts a deleted beat anew at its R peak, where the model’s opinion is still known', async () => {
    await started.client.call('beats.delete', { sessionId, samples: [beats[5]!] });
    const place = { sessionId, sample: beats[5]! + 9, label: 'V', snap: true } as const;
    const { sample } = await started.client.call('beats.insert', place);
    expect(Math.abs(sample - beats[5]!)).toBeLessThanOrEqual(2);
    const detail = await started.client.call('beats.inspect', { sessionId, sample });
    expect(detail).toMatchObject({ index: 5, label: 'V', source: 'person' });
    expect(detail.history.at(-1)).toMatchObject({ action: 'inserted', by: 'A. Reader', to: 'V' });
  });

  it('inserts exactly where it is told to without snapping, and not beside another beat', async () => {
    const between = Math.round((beats[5]! + beats[6]!) / 2);
    const place = { sessionId, sample: between, label: 'S', snap: false } as const;
    expect((await started.client.call('beats.insert', place)).sample).toBe(between);
    const call = started.client.call('beats.insert', { ...place, sample: beats[5]! + 4 });
    await expect(call).rejects.toMatchObject({ code: 'conflict' });
    const detail = await started.client.call('beats.inspect', { sessionId, sample: beats[6]! });
    expect(detail.index).toBe(7);
    expect(detail.rrBefore).toBeCloseTo((1000 * (beats[6]! - between)) / 360, 3);
  });

  it('moves a beat with its label', async () => {
    await started.client.call('beats.relabel', { sessionId, samples: [beats[5]!], label: 'V', code: 10 });
    const move = { sessionId, sample: beats[5]!, to: beats[5]! + 40, snap: false };
    const { step, sample } = await started.client.call('beats.move', move);
    expect([step?.action, step?.beats, sample]).toEqual(['moved', 1, beats[5]! + 40]);
    const { samples, labels, codes } = await columns();
    expect([samples.length, samples[5], labels[5], codes[5]]).toEqual([beats.length, beats[5]! + 40, 2, 10]);
  });

  it('refuses a place behind the end of the recording', async () => {
    const place = { sessionId, sample: frames, label: 'N', snap: true } as const;
    await expect(started.client.call('beats.insert', place)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('counts inserted and not deleted beats in the library, the overview and the results', async () => {
    const between = Math.round((beats[5]! + beats[6]!) / 2);
    await started.client.call('beats.insert', { sessionId, sample: between, label: 'S', snap: false });
    await started.client.call('beats.delete', { sessionId, samples: beats.slice(10, 13) });
    const [row] = await started.client.call('library.list', {});
    expect(row!.beats).toBe(beats.length - 2);
    const { counts } = await started.client.call('beats.overview', { sessionId, buckets: 7 });
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(beats.length - 2);
    const question = { sessionId, mapping: 'ec57', from: 0 } as const;
    const missed = await started.client.call('results.beats', {
      ...question,
      cell: { kind: 'beat', reference: 'N', shown: 'o' },
    });
    const missedV = await started.client.call('results.beats', {
      ...question,
      cell: { kind: 'beat', reference: 'V', shown: 'o' },
    });
    expect([...missed.reference, ...missedV.reference].sort((a, b) => a - b)).toEqual(beats.slice(10, 13));
  });

  it('steps to the next beat in doubt that no person has decided', async () => {
    const find = (sample: number, direction: 'next' | 'previous') =>
      started.client.call('beats.find', { sessionId, sample, direction, doubtful: true });
    const { sample: first } = await find(-1, 'next');
    expect(first).toBe(beats[0]);
    await started.client.call('beats.confirm', { sessionId, samples: [beats[0]!, beats[1]!] });
    expect((await find(-1, 'next')).sample).toBe(beats[2]);
    expect((await find(beats[2]!, 'previous')).sample).toBeNull();
  });
});

describe('what is noted beside the beats', () => {
  it('marks stretches unreadable or readable and says who did', async () => {
    await started.client.call('session.mark', { sessionId, from: 100, to: 900, readable: false });
    await started.client.call('session.mark', { sessionId, from: 200, to: 300, readable: true });
    const { stretches } = await started.client.call('session.unreadable', { sessionId });
    expect(stretches).toEqual([
      { from: 100, to: 200, source: 'person', by: 'A. Reader' },
      { from: 300, to: 900, source: 'person', by: 'A. Reader' },
    ]);
    await started.client.call('session.undo', { sessionId });
    expect((await started.client.call('session.unreadable', { sessionId })).stretches).toHaveLength(1);
  });

  it('keeps comments by place, changes and removes them, and takes that back', async () => {
    const comment = (id: string | null, sample: number | null, text: string) =>
      started.client.call('session.comment', { sessionId, id, sample, until: null, text });
    const texts = async () =>
      (await started.client.call('session.comments', { sessionId })).comments.map(({ text }) => text);
    const { id } = await comment(null, 500, 'PVC?');
    await comment(null, null, 'Holter of 24 h');
    expect(await texts()).toEqual(['Holter of 24 h', 'PVC?']);
    await comment(id, 500, 'PVC, certainly');
    await comment(id, 500, ' ');
    expect(await texts()).toEqual(['Holter of 24 h']);
    await started.client.call('session.undo', { sessionId });
    expect(await texts()).toEqual(['Holter of 24 h', 'PVC, certainly']);
    await expect(comment('unknown', 1, 'x')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the events', () => {
  it('tell which beats and which kinds of notes changed, also when a change is taken back', async () => {
    const told: unknown[] = [];
    started.client.on('beats.changed', (event: Payload<ApplicationContract, 'beats.changed'>) => told.push(event));
    started.client.on('session.changed', (event: Payload<ApplicationContract, 'session.changed'>) => told.push(event));
    await started.client.call('beats.delete', { sessionId, samples: [beats[2]!, beats[4]!] });
    await started.client.call('session.mark', { sessionId, from: 1, to: 2, readable: false });
    await started.client.call('session.undo', { sessionId });
    await started.client.call('session.undo', { sessionId });
    const range = { sessionId, from: beats[2], until: beats[4] };
    const marks = { sessionId, kinds: ['mark'] };
    expect(told).toEqual([range, marks, marks, range]);
  });
});

describe('a new analysis', () => {
  it('tells that every beat may have changed', async () => {
    const told: unknown[] = [];
    started.client.on('beats.changed', (event) => told.push(event));
    const [row] = await started.client.call('library.list', {});
    await started.ended((await started.client.call('analysis.start', { recordingIds: [row!.id] })).jobId);
    expect(told).toEqual([{ sessionId, from: 0, until: 2 ** 31 - 2 }]);
  });

  it('keeps labels, codes, inserted, moved and deleted beats, marks and comments', async () => {
    const { client } = started;
    const between = Math.round((beats[5]! + beats[6]!) / 2);
    await client.call('beats.relabel', { sessionId, samples: [beats[1]!], label: 'V', code: 10 });
    await client.call('beats.insert', { sessionId, sample: between, label: 'S', snap: false });
    await client.call('beats.delete', { sessionId, samples: [beats[9]!] });
    await client.call('beats.move', { sessionId, sample: beats[12]!, to: beats[12]! + 30, snap: false });
    await client.call('session.mark', { sessionId, from: 100, to: 900, readable: false });
    const before = await columns();
    const [row] = await client.call('library.list', {});
    const { jobId } = await client.call('analysis.start', { recordingIds: [row!.id] });
    await started.ended(jobId);
    const after = await columns();
    for (const name of ['samples', 'labels', 'sources', 'codes'] as const) expect(after[name]).toEqual(before[name]);
    expect(after.revision).toBeGreaterThan(before.revision);
    const { steps, canUndo } = await client.call('session.history', { sessionId });
    expect(steps.filter(({ standing }) => standing).map(({ action }) => action)).toEqual(['marked']);
    expect(canUndo).toBe(true);
    const chosen = client.call('session.undo', { sessionId, step: steps[0]!.id });
    await expect(chosen).rejects.toMatchObject({ code: 'conflict' });
  });
});
