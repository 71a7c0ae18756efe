import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RecordingRow } from '../../app/contract/records.ts';
import { databaseFolder } from '../support/databases.ts';
import { startTestCore, type StartedCore } from '../support/started-core.ts';
import { writeUntrainedModel } from '../support/untrained-model.ts';

const mitdb = databaseFolder('mitdb');

describe.skipIf(!mitdb)('the MIT-BIH Arrhythmia Database', () => {
  let started: StartedCore;
  let rows: RecordingRow[];

  beforeAll(async () => {
    started = await startTestCore((folder) => writeUntrainedModel(folder, 'first'));
    const { jobId } = await started.client.call('library.import', { paths: [mitdb ?? ''] });
    const job = await started.ended(jobId);
    expect(job.items.filter(({ state }) => state !== 'done')).toEqual([]);
    rows = await started.client.call('library.list', {});
  });
  afterAll(() => started.close());

  it('imports whole: 48 recordings analysed, 109,494 beats, none of them unnamed', () => {
    expect(rows).toHaveLength(48);
    expect(rows.every(({ analysis, attention }) => analysis === 'done' && attention === null)).toBe(true);
    // Counts of the annotation files, clinical anchors section 0.
    expect(rows.reduce((sum, { beats }) => sum + beats, 0)).toBe(109_494);
    expect(rows.reduce((sum, { classes }) => sum + classes.reduce((a, b) => a + b, 0), 0)).toBe(109_494);
  });

  it('shows who was recorded where the header says so', () => {
    expect(rows.find(({ name }) => name === '100')).toMatchObject({
      patient: { age: 69, sex: 'M' },
      rate: 360,
      frames: 650_000,
    });
    expect(rows.find(({ name }) => name === '102')?.leads.map(({ name }) => name)).toEqual(['V5', 'V2']);
  });

  it('gives the signal and the beats of the last seconds of every recording', async () => {
    for (const { id, sessionId, frames, name } of rows) {
      const signal = await started.client.call('signal.read', {
        recordingId: id,
        leads: [0, 1],
        from: frames - 3600,
        to: frames,
      });
      expect(
        signal.samples.map((lead) => lead.length),
        name,
      ).toEqual([3600, 3600]);
      const beats = await started.client.call('beats.read', { sessionId, from: frames - 3600, to: frames });
      expect(beats.samples.length, name).toBeGreaterThan(3);
    }
  });
});
