import { describe, expect, it } from 'vitest';

import { countClasses } from '../../app/dataset/counts.ts';
import { buildDs1Ds2, ds1, ds2 } from '../../app/dataset/ds1ds2-protocol.ts';
import { mitdbPatient, mitdbRecords } from '../../app/dataset/mitdb.ts';
import { openFolder } from '../../app/files/folder.ts';
import { openWfdb } from '../../app/formats/wfdb/open.ts';
import { databaseFolder } from '../support/databases.ts';

describe('the division of de Chazal', () => {
  it('uses every record but the four paced ones, none twice', () => {
    const paced = ['102', '104', '107', '217'];
    expect([...ds1, ...ds2, ...paced].sort()).toEqual([...mitdbRecords]);
  });

  it('shares one patient, of records 201 and 202, and no other', () => {
    const training = new Set(ds1.map(mitdbPatient));
    expect(ds2.filter((record) => training.has(mitdbPatient(record)))).toEqual(['202']);
  });
});

const database = databaseFolder('mitdb');

describe.skipIf(!database)('buildDs1Ds2 on MIT-BIH (needs shared/data/mitdb)', () => {
  it('gives a row for every beat of the 44 records', async () => {
    const folder = openFolder(database!);
    const { splits } = await buildDs1Ds2((name) => openWfdb(folder, name));
    expect(countClasses(splits.train.labels)).toEqual([45_866, 944, 3_788, 415, 8]);
    expect(countClasses(splits.test.labels)).toEqual([44_259, 1_837, 3_221, 388, 7]);
  });
});
