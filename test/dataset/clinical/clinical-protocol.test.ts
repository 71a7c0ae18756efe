import { describe, expect, it } from 'vitest';

import { clinicalFeatures, clinicalShape } from '../../../app/beat/clinical/features.ts';
import { clinicalRowsOf } from '../../../app/dataset/clinical/clinical-protocol.ts';
import { countClasses } from '../../../app/dataset/counts.ts';
import { openFolder } from '../../../app/files/folder.ts';
import { openWfdb } from '../../../app/formats/wfdb/open.ts';
import { databaseFolder } from '../../support/databases.ts';
import { recordingOf } from '../../support/synthetic-recording.ts';

const database = databaseFolder('mitdb');

describe.skipIf(!database)('clinicalRowsOf (needs the MIT-BIH Arrhythmia Database)', () => {
  it('gives a row for every reference beat, with the class of the AAMI mapping, record after record', async () => {
    const folder = openFolder(database!);
    const rows = await clinicalRowsOf((name) => openWfdb(folder, name), ['119', '124']);
    expect(rows.count).toBe(1987 + 1619);
    expect(countClasses(rows.labels.subarray(0, 1987))).toEqual([1543, 0, 444, 0, 0]);
    // 124 has five nodal escape beats, which are normal here.
    expect(countClasses(rows.labels.subarray(1987))).toEqual([1536, 31, 47, 5, 0]);
    expect(rows.beats.length).toBe(rows.count * clinicalShape.leads.length * clinicalShape.length);
    expect(rows.features.length).toBe(rows.count * clinicalFeatures.length);
    expect(rows.beats.every(Number.isFinite) && rows.features.every(Number.isFinite)).toBe(true);
    expect([rows.recordingOf[1986], rows.recordingOf[1987]]).toEqual([0, 1]);
  });
});

it('refuses recordings that are none of the database', async () => {
  const other = recordingOf([new Int32Array(1000)]);
  await expect(clinicalRowsOf(async () => other, ['100'])).rejects.toThrow('MIT-BIH');
});
