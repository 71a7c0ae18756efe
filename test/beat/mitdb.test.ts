import { beforeAll, describe, expect, it } from 'vitest';

import { classOfCode } from '../../app/beat/classes.ts';
import { detectBeats } from '../../app/beat/detect.ts';
import { openFolder } from '../../app/files/folder.ts';
import { isBeatCode } from '../../app/formats/wfdb/codes.ts';
import { openWfdb } from '../../app/formats/wfdb/open.ts';
import { mitdbRecords } from '../../app/dataset/mitdb.ts';
import type { Annotation } from '../../app/signal/recording.ts';
import { matchBeats } from '../support/match-beats.ts';
import { databaseFolder } from '../support/databases.ts';

const database = databaseFolder('mitdb');

describe.skipIf(!database)('on MIT-BIH (needs shared/data/mitdb)', () => {
  const annotations = new Map<string, Annotation[]>();
  const folder = openFolder(database ?? '.');

  beforeAll(async () => {
    for (const name of mitdbRecords) {
      annotations.set(name, await (await openWfdb(folder, name)).annotations('atr'));
    }
  });

  function countClasses(mapping: 'ec57' | 'aami'): number[] {
    const counts = [0, 0, 0, 0, 0];
    for (const list of annotations.values()) {
      for (const { code } of list) if (isBeatCode(code)) counts[classOfCode(code, mapping)]!++;
    }
    return counts;
  }

  it('the 48 records hold the published number of beats of every class where escape beats are normal', () => {
    expect(countClasses('aami')).toEqual([90_631, 2_781, 7_236, 803, 8_043]);
  });

  it('the 48 records hold 3,026 supraventricular beats by EC57', () => {
    expect(countClasses('ec57')).toEqual([90_386, 3_026, 7_236, 803, 8_043]);
  });

  it('the detector finds 99.3 % of all beats after the first five minutes, and 99.3 % of what it finds are beats', async () => {
    let [matched, missed, extra] = [0, 0, 0];
    for (const name of mitdbRecords) {
      const { samples: found } = await detectBeats(await openWfdb(folder, name));
      const result = matchBeats(annotations.get(name)!, found, { window: 54, from: 300 * 360 });
      matched += result.matched;
      missed += result.missed;
      extra += result.extra;
    }
    expect(matched + missed).toBe(91_285);
    expect(matched / (matched + missed)).toBeGreaterThanOrEqual(0.993);
    expect(matched / (matched + extra)).toBeGreaterThanOrEqual(0.993);
  });
});
