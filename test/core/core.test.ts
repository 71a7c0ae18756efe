import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { notAnalysed } from '../../app/contract/classes.ts';
import { smallRecordBeats, writeSmallRecord } from '../support/small-record.ts';
import { startTestCore, type StartedCore } from '../support/started-core.ts';
import { writeUntrainedModel } from '../support/untrained-model.ts';

let started: StartedCore;
let recordings: string;

beforeEach(async () => {
  started = await startTestCore((folder) => writeUntrainedModel(folder, 'first'));
  recordings = join(started.folder, 'recordings');
  await mkdir(recordings);
});
afterEach(async () => {
  expect(started.defects).toEqual([]);
  await started.close();
});

async function importAll(...paths: string[]) {
  const { jobId } = await started.client.call('library.import', { paths });
  return started.ended(jobId);
}

describe('importing', () => {
  it('gives every annotated beat a label of the active model and keeps the file’s own beside it', async () => {
    const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 20, codes: [1, 5] });
    expect(await importAll(path)).toMatchObject({ state: 'done', items: [{ state: 'done', note: '25 beats' }] });
    const [row] = await started.client.call('library.list', {});
    expect(row).toMatchObject({
      name: 'a1',
      beats: 25,
      analysis: 'done',
      review: 'new',
      patient: { age: 69, sex: 'M' },
      provider: 'cpu',
      model: { id: 'first' },
    });
    const beats = await started.client.call('beats.read', { sessionId: row!.sessionId, from: 0, to: row!.frames });
    expect([...beats.samples]).toEqual(smallRecordBeats(20));
    expect([...beats.fileCodes.slice(0, 4)]).toEqual([1, 5, 1, 5]);
    expect([...beats.labels].every((label) => label < 5)).toBe(true);
    const sum = beats.probabilities.slice(0, 5).reduce((total, value) => total + value, 0);
    expect(sum / 65535).toBeCloseTo(1, 3);
  });

  it('tells two recordings of one name apart by their ids in the lines of its work', async () => {
    for (const [index, ward] of ['east', 'west'].entries()) {
      await mkdir(join(recordings, ward));
      await writeSmallRecord(join(recordings, ward), { name: '100', seconds: 10 + index, codes: [1] });
    }
    const imported = await importAll(recordings);
    const rows = await started.client.call('library.list', {});
    const ids = rows.map(({ id }) => id).sort();
    expect(rows.map(({ name }) => name)).toEqual(['100', '100']);
    expect(imported.items.map(({ recordingId }) => recordingId).sort()).toEqual(ids);
    const { jobId } = await started.client.call('analysis.start', { recordingIds: [rows[1]!.id] });
    expect((await started.ended(jobId)).items).toMatchObject([{ name: '100', recordingId: rows[1]!.id }]);
  });

  it('finds the beats itself where the file has no annotations', async () => {
    await importAll(await writeSmallRecord(recordings, { name: 'b1', seconds: 60, codes: null }));
    const [row] = await started.client.call('library.list', {});
    const beats = await started.client.call('beats.read', { sessionId: row!.sessionId, from: 0, to: row!.frames });
    const expected = smallRecordBeats(60);
    const near = expected.filter((beat) => beats.samples.some((sample) => Math.abs(sample - beat) <= 4));
    expect(near.length).toBeGreaterThanOrEqual(expected.length - 2);
    expect(row!.differsFromFile).toBeNull();
  });

  it('looks into folders and goes on after a damaged recording, which leaves no trace', async () => {
    await mkdir(join(recordings, 'ward'));
    await writeSmallRecord(recordings, { name: 'a1', seconds: 10, codes: [1] });
    await writeSmallRecord(join(recordings, 'ward'), { name: 'a2', seconds: 12, codes: [1] });
    await truncate((await writeSmallRecord(recordings, { name: 'broken', seconds: 14, codes: [1] })) + '.dat', 100);
    const job = await importAll(recordings);
    expect(job.state).toBe('done');
    expect(job.items.find(({ name }) => name.endsWith('broken'))).toMatchObject({
      state: 'failed',
      note: expect.stringContaining('broken.dat') as string,
    });
    expect((await started.client.call('library.list', {})).map(({ name }) => name).sort()).toEqual(['a1', 'a2']);
  });

  it('knows a recording again by its bytes', async () => {
    const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 10, codes: [1] });
    await importAll(path);
    expect(await importAll(path)).toMatchObject({ items: [{ note: 'already in the library' }] });
    expect(await started.client.call('library.list', {})).toHaveLength(1);
  });

  it('says that there was nothing to import', async () => {
    expect(await importAll(recordings)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('No recording was found') as string,
    });
  });

  it('takes files from a browser in pieces', async () => {
    const path = await writeSmallRecord(recordings, { name: 'u1', seconds: 10, codes: [1] });
    const files = await Promise.all(
      ['hea', 'dat', 'atr'].map(async (ending) => ({
        name: `u1.${ending}`,
        content: await readFile(`${path}.${ending}`),
      })),
    );
    const { uploadId } = await started.client.call('upload.begin', {
      files: files.map(({ name, content }) => ({ name, bytes: content.length })),
    });
    for (const [file, { content }] of files.entries()) {
      await started.client.call('upload.write', { uploadId, file, offset: 0, bytes: new Uint8Array(content) });
    }
    const { jobId } = await started.client.call('upload.finish', { uploadId });
    expect(await started.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await started.client.call('library.list', {})).toMatchObject([{ name: 'u1', beats: 12 }]);
  });
});

describe('removing', () => {
  it('deletes exactly the files that were uploaded with it, and no neighbour’s', async () => {
    const names = ['a', 'a.b'];
    for (const name of names) await writeSmallRecord(recordings, { name, seconds: name.length + 10, codes: [1] });
    const files = await Promise.all(
      names.flatMap((name) =>
        ['hea', 'dat', 'atr'].map(async (ending) => ({
          name: `${name}.${ending}`,
          content: await readFile(join(recordings, `${name}.${ending}`)),
        })),
      ),
    );
    const { uploadId } = await started.client.call('upload.begin', {
      files: files.map(({ name, content }) => ({ name, bytes: content.length })),
    });
    for (const [file, { content }] of files.entries()) {
      await started.client.call('upload.write', { uploadId, file, offset: 0, bytes: new Uint8Array(content) });
    }
    await started.ended((await started.client.call('upload.finish', { uploadId })).jobId);
    const rows = await started.client.call('library.list', {});
    const folder = dirname(rows[0]!.path);
    await started.client.call('library.remove', { recordingId: rows.find(({ name }) => name === 'a')!.id });
    expect((await readdir(folder)).sort()).toEqual(['a.b.atr', 'a.b.dat', 'a.b.hea']);
    await started.client.call('library.remove', { recordingId: rows.find(({ name }) => name === 'a.b')!.id });
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves files alone that lie elsewhere', async () => {
    const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 10, codes: [1] });
    await importAll(path);
    const [row] = await started.client.call('library.list', {});
    await started.client.call('library.remove', { recordingId: row!.id });
    expect(existsSync(`${path}.dat`)).toBe(true);
    expect(await started.client.call('library.list', {})).toEqual([]);
  });
});

describe('reading a recording', () => {
  it('gives the samples of a window and the extremes of a stretch', async () => {
    await importAll(await writeSmallRecord(recordings, { name: 'a1', seconds: 20, codes: [1] }));
    const [row] = await started.client.call('library.list', {});
    const window = await started.client.call('signal.read', {
      recordingId: row!.id,
      leads: [1, 0],
      from: 180,
      to: 220,
    });
    expect(window.samples.map((lead) => lead.length)).toEqual([40, 40]);
    expect(window.samples[1]![20]).toBe(200);
    expect(window.samples[0]![20]).toBe(-100);
    const { extremes } = await started.client.call('signal.overview', {
      recordingId: row!.id,
      leads: [0],
      from: 0,
      to: row!.frames,
      buckets: 10,
    });
    expect(extremes[0]).toHaveLength(20);
    expect(Math.max(...extremes[0]!)).toBe(200);
  });

  it('refuses a lead that the recording lacks, in a sentence', async () => {
    await importAll(await writeSmallRecord(recordings, { name: 'a1', seconds: 10, codes: [1] }));
    const [row] = await started.client.call('library.list', {});
    const call = started.client.call('signal.read', { recordingId: row!.id, leads: [2], from: 0, to: 10 });
    await expect(call).rejects.toThrow('a1 has 2 leads; there is no lead 3.');
  });

  it('says where the files should be when they are gone, and loses nothing', async () => {
    const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 10, codes: [1] });
    await importAll(path);
    const [row] = await started.client.call('library.list', {});
    await rm(`${path}.hea`);
    const { jobId } = await started.client.call('analysis.start', { recordingIds: [row!.id] });
    expect((await started.ended(jobId)).items).toMatchObject([
      { state: 'warning', note: expect.stringContaining(recordings) as string },
    ]);
    expect(await started.client.call('library.list', {})).toMatchObject([{ beats: 12, analysis: 'failed' }]);
  });

  it('does not draw old labels over another signal of the same name', async () => {
    const path = await writeSmallRecord(recordings, { name: 'a1', seconds: 10, codes: [1] });
    await importAll(path);
    const [row] = await started.client.call('library.list', {});
    await writeSmallRecord(recordings, { name: 'a1', seconds: 11, codes: [1] });
    const { jobId } = await started.client.call('analysis.start', { recordingIds: [row!.id] });
    await started.ended(jobId);
    expect(await started.client.call('library.list', {})).toMatchObject([
      { analysis: 'failed', attention: expect.stringContaining('import them as a new recording') as string },
    ]);
  });
});

describe('correcting', () => {
  it('relabels, tells every screen, undoes, redoes, and keeps the history of the beat', async () => {
    await importAll(await writeSmallRecord(recordings, { name: 'a1', seconds: 20, codes: [1] }));
    const [row] = await started.client.call('library.list', {});
    const { sessionId } = row!;
    const [first] = smallRecordBeats(20);
    const changes: unknown[] = [];
    started.client.on('beats.changed', (change) => changes.push(change));
    started.client.on('library.changed', (change) => changes.push(change));
    const before = await started.client.call('beats.inspect', { sessionId, sample: first! });
    const label = before.label === 'V' ? 'F' : 'V';
    const { step } = await started.client.call('beats.relabel', { sessionId, samples: [first!], label });
    expect(step).toMatchObject({ beats: 1, to: label, by: 'A. Reader', from: first, until: first });
    expect(changes).toEqual([{ sessionId, from: first, until: first }, { recordingId: row!.id }]);
    expect(await started.client.call('beats.inspect', { sessionId, sample: first! })).toMatchObject({
      label,
      source: 'person',
    });
    await started.client.call('session.undo', { sessionId });
    expect(await started.client.call('beats.inspect', { sessionId, sample: first! })).toMatchObject({
      label: before.label,
      source: 'model',
    });
    await started.client.call('session.redo', { sessionId });
    const after = await started.client.call('beats.inspect', { sessionId, sample: first! });
    expect(after.label).toBe(label);
    expect(after.history.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['classified', 'annotated', 'relabelled', 'undone', 'redone']),
    );
  });

  it('keeps a person’s label when the recording is analysed again with another model', async () => {
    await writeUntrainedModel(join(started.folder, 'data', 'models'), 'second', 2);
    await importAll(await writeSmallRecord(recordings, { name: 'a1', seconds: 20, codes: [1] }));
    const [row] = await started.client.call('library.list', {});
    const [first] = smallRecordBeats(20);
    await started.client.call('beats.relabel', { sessionId: row!.sessionId, samples: [first!], label: 'F' });
    const { jobId } = await started.client.call('analysis.start', { recordingIds: [row!.id], modelId: 'first' });
    expect(await started.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await started.client.call('beats.inspect', { sessionId: row!.sessionId, sample: first! })).toMatchObject({
      label: 'F',
      source: 'person',
    });
    expect(await started.client.call('library.read', { recordingId: row!.id })).toMatchObject({ corrected: 1 });
  });
});

describe('models', () => {
  it('lists the shipped model as the active one and shows its card', async () => {
    expect(await started.client.call('models.list', {})).toMatchObject([{ id: 'first', active: true, shipped: true }]);
    expect(await started.client.call('models.show', { modelId: 'first' })).toMatchObject({
      id: 'first',
      parameters: 581733,
    });
    await expect(started.client.call('models.show', { modelId: 'other' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a core without a usable model', () => {
  it('shows the beats as not analysed and says what to do', async () => {
    await started.close();
    started = await startTestCore(async (folder) => {
      await writeUntrainedModel(folder, 'tampered');
      await writeFile(join(folder, 'tampered.onnx'), 'other bytes');
    });
    recordings = join(started.folder, 'recordings');
    await mkdir(recordings);
    await importAll(await writeSmallRecord(recordings, { name: 'a1', seconds: 10, codes: [1] }));
    const [row] = await started.client.call('library.list', {});
    expect(row).toMatchObject({
      analysis: 'failed',
      attention: expect.stringContaining('no active model') as string,
      beats: 12,
    });
    const beats = await started.client.call('beats.read', { sessionId: row!.sessionId, from: 0, to: row!.frames });
    expect([...beats.labels].every((label) => label === notAnalysed)).toBe(true);
  });
});
