import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { RecordingRow } from '../../app/contract/records.ts';
import type { ExportKind } from '../../app/contract/report.ts';
import { defaultCriteria } from '../../app/contract/rhythm.ts';
import { readAnnotations } from '../../app/formats/wfdb/read-annotations.ts';
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
const report = () => call('report.read', { sessionId: row.sessionId });

function save(title: string, from = 0, until = 1000) {
  return call('strips.save', { sessionId: row.sessionId, title, from, until, leads: [0] });
}

async function exported(kind: ExportKind): Promise<Uint8Array> {
  const { bytes, next } = await call('export.read', { sessionId: row.sessionId, kind, part: 0 });
  expect(next).toBeNull();
  return bytes;
}

describe('a report', () => {
  it('keeps the conclusion with who wrote it, and undo brings the one before back', async () => {
    const { sessionId } = row;
    await call('report.conclude', { sessionId, text: 'Sinus rhythm.' });
    await call('report.conclude', { sessionId, text: 'Sinus rhythm, rare V.' });
    expect((await report()).conclusion).toMatchObject({ text: 'Sinus rhythm, rare V.', by: 'A. Reader' });
    await call('session.undo', { sessionId });
    expect((await report()).conclusion.text).toBe('Sinus rhythm.');
    await call('report.conclude', { sessionId, text: '  ' });
    expect((await report()).conclusion).toEqual({ text: '', by: null, at: null });
  });

  it('shows the parts that the reader chose, in their order on the page', async () => {
    await call('report.show', { sessionId: row.sessionId, parts: ['strips', 'conclusion'] });
    expect((await report()).parts).toEqual(['conclusion', 'strips']);
  });

  it('keeps strips in the reader’s order, with their titles, and takes them off the page or away', async () => {
    const { sessionId } = row;
    const ids = [];
    for (const title of ['one', 'two', 'three']) ids.push((await save(title)).id);
    await call('strips.order', { sessionId, ids: [ids[2]!, ids[0]!, ids[1]!] });
    await call('strips.change', { sessionId, id: ids[0]!, title: 'first', onPage: false });
    await call('strips.remove', { sessionId, id: ids[1]! });
    expect((await report()).strips.map(({ title, onPage }) => [title, onPage])).toEqual([
      ['three', true],
      ['first', false],
    ]);
    await expect(call('strips.order', { sessionId, ids: [ids[0]!] })).rejects.toMatchObject({ code: 'conflict' });
    await expect(call('strips.remove', { sessionId, id: ids[1]! })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses a strip that leaves the recording, is too long or names a lead that is not there', async () => {
    for (const strip of [
      { from: 100, until: 100, leads: [0] },
      { from: 0, until: row.frames + 1, leads: [0] },
      { from: 0, until: 1000, leads: [7] },
    ])
      await expect(call('strips.save', { sessionId: row.sessionId, title: 'x', ...strip })).rejects.toMatchObject({
        code: 'invalid-input',
      });
    expect((await report()).strips).toEqual([]);
  });

  it('names the labels by a hash that changes with a label and comes back with it', async () => {
    const before = (await report()).labelsSha256;
    const { label } = await call('beats.inspect', { sessionId: row.sessionId, sample: samples[0]! });
    const other = label === 'F' ? 'V' : 'F';
    await call('beats.relabel', { sessionId: row.sessionId, samples: [samples[0]!], label: other });
    expect((await report()).labelsSha256).not.toBe(before);
    await call('session.undo', { sessionId: row.sessionId });
    expect((await report()).labelsSha256).toBe(before);
  });
});

describe('files for other programs', () => {
  it('the table of beats has a line a beat, with who named it', async () => {
    await call('beats.relabel', { sessionId: row.sessionId, samples: [samples[1]!], label: 'S', code: 8 });
    const [head, ...lines] = new TextDecoder()
      .decode(await exported('beats'))
      .trimEnd()
      .split('\n');
    expect(head).toBe('beat,sample,seconds,rr_before_ms,class,code,source,p_N,p_S,p_V,p_F,p_Q,file_code');
    expect(lines).toHaveLength(samples.length);
    const cells = lines[1]!.split(',');
    const rr = ((1000 * (samples[1]! - samples[0]!)) / row.rate).toFixed(1);
    expect(cells.slice(0, 7)).toEqual([
      '2',
      `${samples[1]}`,
      (samples[1]! / row.rate).toFixed(4),
      rr,
      'S',
      'A',
      'person',
    ]);
    expect(lines[0]!.split(',')[3]).toBe('');
    expect(cells.slice(7, 12).reduce((sum, p) => sum + Number(p), 0)).toBeCloseTo(1, 3);
  });

  it('the annotation file holds codes, comments and what cannot be read, and reads back', async () => {
    const { sessionId } = row;
    await call('beats.relabel', { sessionId, samples: [samples[1]!], label: 'S', code: 8 });
    await call('session.comment', { sessionId, id: null, sample: samples[2]!, until: null, text: 'dizzy\nhere' });
    await call('session.mark', { sessionId, from: samples[4]! + 10, to: samples[5]! - 10, readable: false });
    const { annotations } = readAnnotations(await exported('annotations'), 'a1.cal');
    expect(annotations.filter(({ code }) => code !== 14 && code !== 22).map(({ sample }) => sample)).toEqual(samples);
    expect(annotations.find(({ sample }) => sample === samples[1])?.code).toBe(8);
    expect(annotations.find(({ code }) => code === 22)).toMatchObject({ sample: samples[2], aux: 'dizzy here' });
    expect(annotations.filter(({ code }) => code === 14).map(({ sample }) => sample)).toEqual([
      samples[4]! + 10,
      samples[5]! - 10,
    ]);
  });

  it('the table of events has a line an event, dismissed ones too', async () => {
    const lines = new TextDecoder()
      .decode(await exported('events'))
      .trimEnd()
      .split('\n');
    const { total } = await call('rhythm.events', { sessionId: row.sessionId, offset: 0, limit: 1 });
    expect(lines).toHaveLength(1 + total);
    expect(total).toBeGreaterThan(0);
  });

  it('are not mixed of labels before and after a change', async () => {
    const { sessionId } = row;
    const { revision } = await call('export.read', { sessionId, kind: 'beats', part: 0 });
    await call('beats.relabel', { sessionId, samples: [samples[0]!], label: 'F' });
    await expect(call('export.read', { sessionId, kind: 'beats', part: 0, revision })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('are not mixed of events before and after a verdict or other criteria', async () => {
    const { sessionId } = row;
    const read = (revision?: string) =>
      call('export.read', { sessionId, kind: 'events', part: 0, ...(revision === undefined ? {} : { revision }) });
    const { events } = await call('rhythm.events', { sessionId, offset: 0, limit: 1 });
    const first = await read();
    expect((await read(first.revision)).revision).toBe(first.revision);
    await call('rhythm.decide', { sessionId, ids: [events[0]!.id], verdict: 'dismissed' });
    await expect(read(first.revision)).rejects.toMatchObject({ code: 'conflict' });
    const second = await read();
    const criteria = { ...defaultCriteria, pause: { milliseconds: 3100, normalOnly: false } };
    await call('rhythm.setCriteria', { sessionId, criteria });
    await expect(read(second.revision)).rejects.toMatchObject({ code: 'conflict' });
  });
});
