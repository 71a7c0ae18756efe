import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { BeatClass } from '../../app/contract/classes.ts';
import type { RecordingRow } from '../../app/contract/records.ts';
import { startWithAnalysis } from '../support/analysed-session.ts';
import type { StartedCore } from '../support/started-core.ts';

let started: StartedCore;
let row: RecordingRow;
let samples: number[];

beforeEach(async () => ({ started, row, samples } = await startWithAnalysis()));
afterEach(async () => {
  expect(started.defects).toEqual([]);
  await started.close();
});

const call: StartedCore['client']['call'] = (...question) => started.client.call(...question);

async function become(name: string): Promise<void> {
  const { readers } = await call('readers.list', {});
  const known = readers.find((reader) => reader.name === name) ?? (await call('readers.add', { name }));
  await call('readers.choose', { readerId: known.id });
}

/** The session in which whoever reads now meets the recording. */
async function ownSession(): Promise<string> {
  return (await call('library.read', { recordingId: row.id })).sessionId;
}

async function begin(): Promise<void> {
  for (const name of ['Anna', 'Maria', 'Carl']) await become(name);
  await call('readings.begin', { recordingId: row.id, readers: ['Anna', 'Maria'] });
}

/** Reads as `name`: the labels at some beats, then finishes. */
async function read(name: string, labels: readonly (readonly [number, BeatClass])[]): Promise<void> {
  await become(name);
  const sessionId = await ownSession();
  for (const [beat, label] of labels) await call('beats.relabel', { sessionId, samples: [samples[beat]!], label });
  await call('readings.finish', { recordingId: row.id });
}

async function shown(sessionId: string, beat: number): Promise<string | null> {
  return (await call('beats.inspect', { sessionId, sample: samples[beat]! })).label;
}

describe('two readers', () => {
  it('write under their own names from the moment they are chosen', async () => {
    await become('Anna');
    const { step } = await call('beats.relabel', { sessionId: row.sessionId, samples: [samples[0]!], label: 'F' });
    expect(step?.by).toBe('Anna');
    expect((await call('application.info', {})).reader).toBe('Anna');
  });

  it('begin with the labels of the model, each in a session of their own', async () => {
    await begin();
    await become('Anna');
    const anna = await ownSession();
    await become('Maria');
    const maria = await ownSession();
    expect(new Set([row.sessionId, anna, maria]).size).toBe(3);
    expect(await shown(maria, 0)).toBe((await call('beats.inspect', { sessionId: maria, sample: samples[0]! })).label);
    await become('Carl');
    expect(await ownSession()).toBe(row.sessionId);
  });

  it('do not see each other and do not touch the final labels until both have finished', async () => {
    await begin();
    await become('Anna');
    const anna = await ownSession();
    await call('beats.relabel', { sessionId: anna, samples: [samples[0]!], label: 'F' });
    await become('Maria');
    await expect(call('beats.read', { sessionId: anna, from: 0, to: row.frames })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(
      call('beats.relabel', { sessionId: row.sessionId, samples: [samples[0]!], label: 'V' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const { readings, state } = await call('readings.read', { recordingId: row.id });
    expect(state).toBe('blind');
    expect(readings.map(({ reader, sessionId, decided }) => [reader, sessionId === null, decided])).toEqual([
      ['Anna', true, null],
      ['Maria', false, 0],
    ]);
    await expect(call('readings.agreement', { recordingId: row.id, decidedOnly: false })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('change nothing more once they have finished', async () => {
    await begin();
    await become('Anna');
    const anna = await ownSession();
    await call('readings.finish', { recordingId: row.id });
    await expect(call('beats.relabel', { sessionId: anna, samples: [samples[0]!], label: 'V' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('are compared when both have finished: kappa by class, and each difference once', async () => {
    await begin();
    await read('Anna', [
      [0, 'F'],
      [1, 'F'],
      [2, 'V'],
    ]);
    await read('Maria', [
      [0, 'F'],
      [1, 'Q'],
      [2, 'S'],
    ]);
    const { agreement } = await call('readings.agreement', { recordingId: row.id, decidedOnly: true });
    expect(agreement).toMatchObject({ beats: 3, agreed: 1 });
    expect(agreement.classes[3]).toMatchObject({ both: 1, differ: 1 });
    const { total, differences } = await call('readings.differences', {
      recordingId: row.id,
      offset: 0,
      limit: 10,
      open: true,
    });
    expect(total).toBe(2);
    expect(differences.map(({ sample, first, second, resolved }) => [sample, first, second, resolved])).toEqual([
      [samples[1], 'F', 'Q', false],
      [samples[2], 'V', 'S', false],
    ]);
  });

  it('give the final session what both say, and somebody settles the rest, under the right names', async () => {
    await begin();
    await read('Anna', [
      [0, 'F'],
      [1, 'F'],
    ]);
    await read('Maria', [
      [0, 'F'],
      [1, 'Q'],
    ]);
    await become('Carl');
    expect(await call('readings.adopt', { recordingId: row.id })).toEqual({ beats: 1 });
    await call('readings.settle', { recordingId: row.id, sample: samples[1]!, label: 'V' });
    expect([await shown(row.sessionId, 0), await shown(row.sessionId, 1)]).toEqual(['F', 'V']);
    const { steps } = await call('session.history', { sessionId: row.sessionId });
    expect(steps.map(({ by }) => by)).toEqual(['Anna + Maria', 'Carl']);
    expect(await call('readings.read', { recordingId: row.id })).toMatchObject({
      state: 'settled',
      differences: 1,
      resolved: 1,
    });
    const { history } = await call('beats.inspect', { sessionId: row.sessionId, sample: samples[1]! });
    expect(history.map(({ by, to }) => `${by} ${to}`)).toEqual(expect.arrayContaining(['Anna F', 'Maria Q', 'Carl V']));
  });

  it('may differ in whether there is a beat, and the final session gets or loses it', async () => {
    await begin();
    await become('Anna');
    await call('beats.delete', { sessionId: await ownSession(), samples: [samples[3]!] });
    await call('readings.finish', { recordingId: row.id });
    await read('Maria', []);
    await become('Carl');
    const { differences } = await call('readings.differences', {
      recordingId: row.id,
      offset: 0,
      limit: 10,
      open: true,
    });
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ sample: samples[3], first: null, resolved: false });
    await call('readings.settle', { recordingId: row.id, sample: samples[3]!, label: null });
    const { samples: left } = await call('beats.columns', { sessionId: row.sessionId, from: 0, to: row.frames });
    expect([...left]).not.toContain(samples[3]);
    expect(await call('readings.read', { recordingId: row.id })).toMatchObject({ state: 'settled', resolved: 1 });
  });

  it('hand over beats that both deleted or inserted, with the code that both gave', async () => {
    await begin();
    const place = Math.round((samples[5]! + samples[6]!) / 2);
    for (const name of ['Anna', 'Maria']) {
      await become(name);
      const sessionId = await ownSession();
      await call('beats.delete', { sessionId, samples: [samples[3]!] });
      await call('beats.insert', { sessionId, sample: place, label: 'V', snap: false });
      await call('beats.relabel', { sessionId, samples: [samples[8]!], label: 'V', code: 10 });
      await call('readings.finish', { recordingId: row.id });
    }
    await become('Carl');
    expect(await call('readings.read', { recordingId: row.id })).toMatchObject({ state: 'settled', differences: 0 });
    expect(await call('readings.adopt', { recordingId: row.id })).toEqual({ beats: 3 });
    const final = await call('beats.columns', { sessionId: row.sessionId, from: 0, to: row.frames });
    expect([...final.samples]).not.toContain(samples[3]);
    expect([...final.samples]).toContain(place);
    expect(final.codes[final.samples.indexOf(samples[8]!)]).toBe(10);
    expect(await call('readings.adopt', { recordingId: row.id })).toEqual({ beats: 0 });
  });

  it('read a recording that nobody analyses again or removes meanwhile, at the operating point it began with', async () => {
    await begin();
    await become('Carl');
    await expect(call('analysis.start', { recordingIds: [row.id] })).rejects.toMatchObject({ code: 'conflict' });
    await expect(call('library.remove', { recordingId: row.id })).rejects.toMatchObject({ code: 'conflict' });
    await become('Anna');
    await expect(call('analysis.decide', { sessionId: await ownSession(), strength: 0.5 })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('cannot begin where somebody has corrected already, nor be the same person', async () => {
    await become('Anna');
    await call('readers.add', { name: 'Maria' });
    await expect(call('readings.begin', { recordingId: row.id, readers: ['Anna', 'anna'] })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await call('beats.relabel', { sessionId: row.sessionId, samples: [samples[0]!], label: 'F' });
    await expect(call('readings.begin', { recordingId: row.id, readers: ['Anna', 'Maria'] })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('can be given up before anybody has begun, and not after', async () => {
    await begin();
    await call('readings.cancel', { recordingId: row.id });
    expect(await call('readings.read', { recordingId: row.id })).toMatchObject({ state: 'none', readings: [] });
    await call('readings.begin', { recordingId: row.id, readers: ['Anna', 'Maria'] });
    await become('Anna');
    await call('beats.relabel', { sessionId: await ownSession(), samples: [samples[0]!], label: 'F' });
    await expect(call('readings.cancel', { recordingId: row.id })).rejects.toMatchObject({ code: 'conflict' });
  });
});
