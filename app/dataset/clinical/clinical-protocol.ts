import { classOfCode } from '../../beat/classes.ts';
import { contextBlocks } from '../../beat/clinical/blocks.ts';
import { describeBlock } from '../../beat/clinical/describe-block.ts';
import { clinicalFeatures, clinicalShape } from '../../beat/clinical/features.ts';
import { isBeatCode } from '../../formats/wfdb/codes.ts';
import { ds1, ds2 } from '../ds1ds2-protocol.ts';
import { requireMitdb, type RecordOpener } from '../mitdb.ts';
import type { BuiltDataset } from '../protocol.ts';
import type { LabelledRows } from '../rows.ts';

/**
 * Reads clinical rows at the reference beats of some records, in order of time within each record.
 *
 * @throws CaliperError `unsupported` when the records are not those of MIT-BIH 1.0.0
 */
export async function clinicalRowsOf(open: RecordOpener, records: readonly string[]): Promise<LabelledRows> {
  const parts = [];
  for (const name of records) {
    const recording = await open(name);
    requireMitdb(recording);
    const marks = (await recording.annotations('atr')).filter(({ code }) => isBeatCode(code));
    const samples = Int32Array.from(marks, ({ sample }) => sample);
    const labels = Uint8Array.from(marks, ({ code }) => classOfCode(code, 'aami'));
    const blocks = contextBlocks(recording.frames, recording.rate);
    const described = [];
    for (const block of blocks) described.push(await describeBlock(recording, samples, block, blocks));
    parts.push({ samples, labels, described });
  }
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const values = clinicalShape.leads.length * clinicalShape.length;
  const rows = {
    count,
    length: clinicalShape.length,
    leads: clinicalShape.leads.length,
    beats: new Float32Array(count * values),
    labels: new Uint8Array(count),
    recordings: records,
    recordingOf: new Uint16Array(count),
    samples: new Int32Array(count),
    features: new Float32Array(count * clinicalFeatures.length),
    featureNames: clinicalFeatures,
  };
  let at = 0;
  parts.forEach(({ samples, labels, described }, recording) => {
    rows.labels.set(labels, at);
    rows.samples.set(samples, at);
    rows.recordingOf.fill(recording, at, at + labels.length);
    for (const { first, beats, features } of described) {
      rows.beats.set(beats, (at + first) * values);
      rows.features.set(features, (at + first) * clinicalFeatures.length);
    }
    at += labels.length;
  });
  return rows;
}

/**
 * Builds the inter-patient data set of de Chazal et al. 2004 with clinical rows: every beat beside its patient's own.
 *
 * @throws CaliperError `unsupported` when the records are not those of MIT-BIH 1.0.0
 */
export async function buildClinical(open: RecordOpener): Promise<BuiltDataset> {
  return {
    protocol: 'clinical',
    mapping: 'aami',
    shape: clinicalShape,
    split: 'By recording, after de Chazal et al. 2004: DS1 trains, DS2 tests.',
    splits: { train: await clinicalRowsOf(open, ds1), test: await clinicalRowsOf(open, ds2) },
    log: [
      'The paced records 102, 104, 107 and 217 are left out.',
      'Records 201 (training) and 202 (test) come from one patient, as in the published division.',
      "Record 232 holds most of the test part's S beats: read S figures with and without it.",
      'Rows compare each beat with the others of its recording; labels take no part in that.',
    ],
  };
}
