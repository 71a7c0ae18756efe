import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ResultsCell } from '../../app/contract/results.ts';
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

const whole = { mapping: 'ec57', from: 0 } as const;

/** Imports a record of the given codes and gives every beat the label N, so that what is compared is known. */
async function labelled(name: string, codes: readonly number[] | null, seconds = 40) {
  const { client } = started;
  const path = await writeSmallRecord(recordings, { name, seconds, codes });
  await started.ended((await client.call('library.import', { paths: [path] })).jobId);
  const row = (await client.call('library.list', {})).find((known) => known.name === name)!;
  const { samples } = await client.call('beats.read', { sessionId: row.sessionId, from: 0, to: row.frames });
  await client.call('beats.relabel', { sessionId: row.sessionId, samples: [...samples], label: 'N' });
  return { ...row, samples: [...samples] };
}

async function compare(sessionId: string, question: { mapping: 'ec57' | 'aami'; from: number } = whole) {
  const { comparison } = await started.client.call('results.compare', { sessionId, ...question });
  return comparison!;
}

describe('one recording', () => {
  it('is compared class by class with its annotations, people’s labels included', async () => {
    // 50 beats: N V A N V A …
    const { sessionId, samples } = await labelled('a1', [1, 5, 8], 40);
    const ventricular = samples.filter((_, beat) => beat % 3 === 1);
    await started.client.call('beats.relabel', { sessionId, samples: ventricular.slice(0, 10), label: 'V' });
    const { table, annotator, beats, model, corrected } = await compare(sessionId);
    expect({ annotator, beats, model, corrected }).toEqual({
      annotator: 'atr',
      beats: 'atr',
      model: 'first',
      corrected: 50,
    });
    expect(table.matrix[0]).toEqual([17, 0, 0, 0, 0, 0, 0]);
    expect(table.matrix[1]).toEqual([16, 0, 0, 0, 0, 0, 0]);
    expect(table.matrix[2]).toEqual([7, 0, 10, 0, 0, 0, 0]);
    expect(table.statistics.vebSensitivity).toEqual({ part: 10, whole: 17 });
    expect(table.statistics.qrsSensitivity).toEqual({ part: 50, whole: 50 });
    expect(table.statistics.rrError).toBe(0);
    expect(table.report?.accuracy).toBeCloseTo(27 / 50);
  });

  it('counts escape beats as S by EC57 and as N by AAMI, and says which', async () => {
    const { sessionId } = await labelled('a1', [34], 40);
    const ec57 = await compare(sessionId);
    const aami = await compare(sessionId, { mapping: 'aami', from: 0 });
    expect([ec57.table.matrix[1]![0], aami.table.matrix[0]![0]]).toEqual([50, 50]);
    expect(ec57.text).toContain('Class mapping: EC57');
    expect(aami.text).toContain('Class mapping: AAMI');
  });

  it('is compared from a second on', async () => {
    const { sessionId } = await labelled('a1', [1], 40);
    const { table } = await compare(sessionId, { mapping: 'ec57', from: 20 });
    const later = smallRecordBeats(40).filter((sample) => sample >= 20 * 360);
    expect(table.matrix[0]![0]).toBe(later.length);
  });

  it('shorter than what is left out is refused in one sentence', async () => {
    const { sessionId } = await labelled('a1', [1], 40);
    await expect(compare(sessionId, { mapping: 'ec57', from: 300 })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('without annotations has no comparison, and no beats behind a cell', async () => {
    const { sessionId } = await labelled('a1', null, 40);
    expect(await compare(sessionId)).toBeNull();
    const cell: ResultsCell = { kind: 'beat', reference: 'N', shown: 'n' };
    await expect(started.client.call('results.beats', { sessionId, ...whole, cell })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('prints what bxb and rxr print', async () => {
    const { sessionId } = await labelled('a1', [1, 5], 40);
    const { text } = await compare(sessionId);
    expect(text).toContain('Beat-by-beat comparison results for record a1');
    expect(text).toContain('VEB sensitivity:   0.00% (0/25)');
    expect(text).toContain('Couplet sensitivity');
  });

  it('has figures of the classes, of calibration and of the errors found', async () => {
    const { sessionId } = await labelled('a1', [1, 5], 40);
    const figures = await started.client.call('results.figures', { sessionId, ...whole, theme: 'light' });
    expect(figures.map(({ name }) => name)).toEqual(['classes', 'reliability', 'errors-found']);
  });
});

describe('the beats behind a cell', () => {
  it('are those of the reference and of the screen', async () => {
    const { sessionId, samples } = await labelled('a1', [1, 5, 1], 40);
    const cell: ResultsCell = { kind: 'beat', reference: 'V', shown: 'n' };
    const beats = await started.client.call('results.beats', { sessionId, ...whole, cell });
    const expected = samples.filter((_, beat) => beat % 3 === 1);
    expect([...beats.reference]).toEqual(expected);
    expect([...beats.shown]).toEqual(expected);
    expect([...beats.until]).toEqual(expected);
  });

  it('are as many as the matrix says, in every cell', async () => {
    const { sessionId } = await labelled('a1', [1, 5, 8, 6, 12], 40);
    const { table } = await compare(sessionId);
    const letters = { rows: ['N', 'S', 'V', 'F', 'Q'], columns: ['n', 's', 'v', 'f', 'q', 'o'] } as const;
    for (const [row, reference] of letters.rows.entries()) {
      for (const [column, shown] of letters.columns.entries()) {
        const cell: ResultsCell = { kind: 'beat', reference, shown };
        const beats = await started.client.call('results.beats', { sessionId, ...whole, cell });
        expect(beats.reference.length).toBe(table.matrix[row]![column]!);
      }
    }
  });

  it('of a run matrix are the runs, from their first beat to their last', async () => {
    const { sessionId, samples } = await labelled('a1', [1, 5, 5, 5], 40);
    const { table } = await compare(sessionId);
    const [ventricular] = table.runs;
    expect(ventricular!.sensitivity[3]![0]).toBeGreaterThan(10);
    const cell: ResultsCell = { kind: 'run', ectopy: 'V', role: 'sensitivity', row: 3, column: 0 };
    const runs = await started.client.call('results.beats', { sessionId, ...whole, cell });
    expect([runs.reference[0], runs.until[0], runs.shown[0]]).toEqual([samples[1], samples[3], samples[1]]);
  });
});

describe('all recordings', () => {
  it('are summed and averaged, those without a reference passed over, those too short listed', async () => {
    const long = await labelled('a1', [1, 5], 40);
    await labelled('a2', [1], 24);
    await labelled('b1', null, 40);
    await labelled('c1', [1], 12);
    const overall = await started.client.call('results.overall', { mapping: 'ec57', from: 20 });
    expect(overall.records.map(({ name }) => name)).toEqual(['a1', 'a2']);
    expect(overall.leftOut.map(({ name }) => name)).toEqual(['c1']);
    const one = await compare(long.sessionId, { mapping: 'ec57', from: 20 });
    const [first, second] = overall.records;
    expect(first!.table).toEqual(one.table);
    const nn = (matrix: readonly (readonly number[])[]) => matrix[0]![0]!;
    expect(nn(overall.gross!.matrix)).toBe(nn(first!.table.matrix) + nn(second!.table.matrix));
    expect(overall.average?.vebSensitivity).toBe(0);
    expect(overall.text).toContain('a2');
  });

  it('can be taken without those that have paced beats, which then are listed', async () => {
    await labelled('a1', [1, 5], 40);
    await labelled('p1', [1, 12], 24);
    const overall = await started.client.call('results.overall', whole);
    expect(overall.records.map(({ name, paced }) => [name, paced])).toEqual([
      ['a1', false],
      ['p1', true],
    ]);
    const without = await started.client.call('results.overall', { ...whole, withoutPaced: true });
    expect(without.records.map(({ name }) => name)).toEqual(['a1']);
    expect(without.leftOut).toMatchObject([{ name: 'p1', reason: expect.stringContaining('paced') as string }]);
    expect(without.gross!.matrix[4]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('can be taken without any of them', async () => {
    const one = await labelled('a1', [1, 5], 40);
    await labelled('a2', [1], 24);
    const overall = await started.client.call('results.overall', { ...whole, without: [one.id] });
    expect(overall.records.map(({ name }) => name)).toEqual(['a2']);
    expect(overall.leftOut.map(({ name }) => name)).toEqual(['a1']);
  });

  it('are none in an empty library', async () => {
    const overall = await started.client.call('results.overall', whole);
    expect(overall).toMatchObject({ records: [], gross: null, average: null });
    expect(await started.client.call('results.figures', { sessionId: null, ...whole, theme: 'dark' })).toEqual([]);
  });
});

describe('beats that were found in the signal', () => {
  it('stand beside the file’s annotations of the same beats, and stay so until asked otherwise', async () => {
    const { client } = started;
    const { id } = await labelled('a1', [1, 5], 60);
    await started.ended((await client.call('analysis.start', { recordingIds: [id], beats: 'detector' })).jobId);
    const row = await client.call('library.read', { recordingId: id });
    expect(row.differsFromFile).not.toBeNull();
    const { run } = await client.call('analysis.describe', { sessionId: row.sessionId });
    expect(run).toMatchObject({ beats: 'detector', model: { id: 'first' }, leads: ['MLII'], provider: 'cpu' });
    expect(run!.quality!.readable).toBeGreaterThan(0.9);
    expect(run!.stages.map(({ stage }) => stage)).toContain('finding beats');
    const { table, beats } = await compare(row.sessionId);
    expect(beats).toBe('detector');
    const { part, whole: all } = table.statistics.qrsSensitivity;
    expect(all).toBe(75);
    expect(part).toBeGreaterThan(71);
    await started.ended((await client.call('analysis.start', { recordingIds: [id] })).jobId);
    expect((await compare(row.sessionId)).beats).toBe('detector');
    await started.ended((await client.call('analysis.start', { recordingIds: [id], beats: 'file' })).jobId);
    expect((await compare(row.sessionId)).beats).toBe('atr');
  });
});
