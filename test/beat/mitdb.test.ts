import { beforeAll, describe, expect, it } from 'vitest';

import { classOfCode } from '../../app/beat/classes.ts';
import { detectionAnnotations } from '../../app/beat/detection-annotations.ts';
import { detectBeats } from '../../app/beat/detect.ts';
import { compareBeats } from '../../app/evaluation/ec57/compare-beats.ts';
import { sumComparisons } from '../../app/evaluation/ec57/summary.ts';
import { openFolder } from '../../app/files/folder.ts';
import { isBeatCode } from '../../app/formats/wfdb/codes.ts';
import { openWfdb } from '../../app/formats/wfdb/open.ts';
import { mitdbRecords } from '../../app/dataset/mitdb.ts';
import type { Annotation } from '../../app/signal/recording.ts';
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

  it.each([
    ['on MLII alone', (names: string[]) => [Math.max(0, names.indexOf('MLII'))], 0.998, 0.998],
    ['on both leads', () => [0, 1], 0.9985, 0.9985],
  ])(
    'the detector has the sensitivity and positive predictivity of bxb that it promises, %s',
    async (_, leadsOf, sensitivity, predictivity) => {
      const comparisons = [];
      for (const name of mitdbRecords) {
        const recording = await openWfdb(folder, name);
        const { rate, frames } = recording;
        const detection = await detectBeats(recording, { leads: leadsOf(recording.leads.map((lead) => lead.name)) });
        const test = detectionAnnotations({ ...detection, unreadable: [] });
        comparisons.push(compareBeats(annotations.get(name)!, test, { rate, frames, mapping: 'ec57' }));
      }
      const { statistics, qrs } = sumComparisons(comparisons).gross;
      expect(statistics.qrs.sensitivity.whole).toBe(91_285);
      expect(qrs.se).toBeGreaterThanOrEqual(sensitivity);
      expect(qrs.ppv).toBeGreaterThanOrEqual(predictivity);
    },
    60_000,
  );
});
