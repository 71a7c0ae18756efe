import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { openFolder } from '../../../app/files/folder.ts';
import { findRecordings, openRecording } from '../../../app/formats/registry.ts';
import { verifyChecksums } from '../../../app/formats/wfdb/checksums.ts';
import { isBeatCode } from '../../../app/formats/wfdb/codes.ts';
import { readAnnotations } from '../../../app/formats/wfdb/read-annotations.ts';
import { writeAnnotations } from '../../../app/formats/wfdb/write-annotations.ts';
import { databaseFolder } from '../../support/databases.ts';

const path = databaseFolder('mitdb');

describe.skipIf(path === null)('the 48 records of the MIT-BIH Arrhythmia Database', () => {
  const folder = openFolder(path ?? '.');

  test('all open, without a warning, with their length, rate, age and sex', async () => {
    const names = await findRecordings(folder);
    expect(names).toHaveLength(48);
    let ages = 0;
    for (const name of names) {
      const recording = await openRecording(folder, name);
      expect([recording.frames, recording.rate, recording.warnings, recording.annotators]).toEqual([
        650000,
        360,
        [],
        ['atr'],
      ]);
      expect(recording.patient.sex).not.toBeNull();
      if (recording.patient.age !== null) ages++;
    }
    // Records 103 and 219 give an age of -1.
    expect(ages).toBe(46);
  });

  test('the samples of both signals add up to the checksums of the headers', async () => {
    for (const name of await findRecordings(folder)) {
      const checksums = await verifyChecksums(folder, name);
      expect([name, ...checksums.map((entry) => entry.computed)]).toEqual([
        name,
        ...checksums.map((entry) => entry.announced),
      ]);
      expect(checksums).toHaveLength(2);
    }
  });

  test('their 112,647 annotations, 109,494 of them beats, are written back byte for byte', async () => {
    let annotationCount = 0;
    let beats = 0;
    for (const name of await findRecordings(folder)) {
      const bytes = new Uint8Array(readFileSync(join(path!, `${name}.atr`)));
      const { annotations } = readAnnotations(bytes, name);
      annotationCount += annotations.length;
      beats += annotations.filter((annotation) => isBeatCode(annotation.code)).length;
      expect(Buffer.compare(writeAnnotations(annotations, bytes), bytes)).toBe(0);
      expect(readAnnotations(writeAnnotations(annotations), name).annotations).toEqual(annotations);
    }
    expect([annotationCount, beats]).toEqual([112_647, 109_494]);
  });
});
