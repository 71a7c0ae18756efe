import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { countClasses } from '../../app/dataset/counts.ts';
import { encodeCsv } from '../../app/dataset/csv.ts';
import type { BuiltDataset } from '../../app/dataset/protocol.ts';
import { decodeMembership } from '../../app/dataset/seed-membership.ts';
import { buildSeed, seedSpans, seedTestSha256 } from '../../app/dataset/seed-protocol.ts';
import { openFolder } from '../../app/files/folder.ts';
import { openWfdb } from '../../app/formats/wfdb/open.ts';
import { databaseFolder } from '../support/databases.ts';
import { annotation, recordingOf } from '../support/synthetic-recording.ts';

const [normalBeat, ectopicBeat, rhythmChange, flutterWave] = [1, 5, 28, 31];

describe('seedSpans', () => {
  const recording = recordingOf([new Int32Array(2000)]);

  it('lets annotations that are no beats cut a row short', () => {
    const annotations = [
      annotation(100, normalBeat),
      annotation(200, rhythmChange),
      annotation(400, ectopicBeat),
      annotation(900, normalBeat),
    ];
    const { source } = seedSpans(recording, annotations);
    expect([...source.samples]).toEqual([100, 400]);
    expect([...source.labels]).toEqual([0, 2]);
    expect([...source.spans.ends]).toEqual([200 + 40, 900 + 220]);
  });

  it('gives no row for the last annotation nor for a flutter wave', () => {
    const annotations = [annotation(10, flutterWave), annotation(500, normalBeat), annotation(600, normalBeat)];
    expect([...seedSpans(recording, annotations).source.samples]).toEqual([500]);
  });

  it("moves the one beat that the study's copy of record 102 has elsewhere", () => {
    const annotations = [590_262, 590_500, 590_800].map((sample) => annotation(sample, 12));
    const renamed = { ...recordingOf([new Int32Array(650_000)]), name: '102' };
    const { source, moved } = seedSpans(renamed, annotations);
    expect([moved, source.samples[0]]).toEqual([true, 590_296]);
    expect(seedSpans({ ...renamed, name: '103' }, annotations)).toMatchObject({ moved: false });
  });

  it('leaves the other beats of record 102 where they are', () => {
    const renamed = { ...recordingOf([new Int32Array(650_000)]), name: '102' };
    const { source, moved } = seedSpans(renamed, [annotation(590_296, 12), annotation(590_500, 12)]);
    expect([moved, source.samples[0]]).toEqual([false, 590_296]);
  });
});

describe('buildSeed', () => {
  it('refuses records of another rate or duration', async () => {
    const membership = { rows: 1, test: new Int32Array(0) };
    await expect(buildSeed(async () => recordingOf([new Int32Array(100)]), membership)).rejects.toThrow(
      'not the 2 leads and 650,000 samples at 360 Hz of MIT-BIH 1.0.0',
    );
  });

  it('refuses records that give another number of beats', async () => {
    const recording = recordingOf([new Int32Array(650_000), new Int32Array(650_000)]);
    await expect(buildSeed(async () => recording, { rows: 109_446, test: new Int32Array(0) })).rejects.toThrow(
      'give 0 labelled beats, the study has 109446',
    );
  });
});

const database = databaseFolder('mitdb');

describe.skipIf(!database)("the study's data set, built from MIT-BIH (needs shared/data/mitdb)", () => {
  let built: BuiltDataset;

  beforeAll(async () => {
    const folder = openFolder(database!);
    const membership = readFileSync(join(import.meta.dirname, '../../resources/dataset/seed-test-rows.bin'));
    built = await buildSeed((name) => openWfdb(folder, name), decodeMembership(membership));
  });

  it('has the published number of training rows of every class', () => {
    expect(countClasses(built.splits.train.labels)).toEqual([72_471, 2_223, 5_788, 641, 6_431]);
  });

  it('has the published number of test rows of every class', () => {
    expect(countClasses(built.splits.test.labels)).toEqual([18_118, 556, 1_448, 162, 1_608]);
  });

  it('has test rows whose CSV text is the published file, byte for byte', () => {
    const hash = createHash('sha256');
    for (const block of encodeCsv(built.splits.test)) hash.update(block);
    expect(hash.digest('hex')).toBe(seedTestSha256);
  });

  it('has no row in both parts', () => {
    const place = ({ recordings, recordingOf, samples }: BuiltDataset['splits']['test']) =>
      [...samples].map((sample, row) => `${recordings[recordingOf[row]!]} ${sample}`);
    const both = new Set([...place(built.splits.train), ...place(built.splits.test)]);
    expect(both.size).toBe(109_446);
  });

  it('says in its log that one annotation of record 102 was moved', () => {
    expect(built.log[0]).toContain('sample 590262 was moved to 590296');
  });
});
