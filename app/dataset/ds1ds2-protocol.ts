import { classOfCode } from '../beat/classes.ts';
import { studyShape } from '../beat/shape.ts';
import { spansToNextBeat } from '../beat/spans.ts';
import { isBeatCode } from '../formats/wfdb/codes.ts';
import type { LabelledSpans } from './collect.ts';
import { collectRows } from './collect.ts';
import type { RecordOpener } from './mitdb.ts';
import { requireMitdb } from './mitdb.ts';
import type { BuiltDataset } from './protocol.ts';

/** Training and test records of de Chazal et al. (IEEE Trans Biomed Eng 2004, 51:1196); paced records are left out. */
export const ds1 = '101 106 108 109 112 114 115 116 118 119 122 124 201 203 205 207 208 209 215 220 223 230'.split(' ');
export const ds2 = '100 103 105 111 113 117 121 123 200 202 210 212 213 214 219 221 222 228 231 232 233 234'.split(' ');

async function labelledBeats(open: RecordOpener, name: string): Promise<LabelledSpans> {
  const recording = await open(name);
  requireMitdb(recording);
  const beats = (await recording.annotations('atr')).filter(({ code }) => isBeatCode(code));
  const samples = Int32Array.from(beats, ({ sample }) => sample);
  return {
    recording,
    spans: spansToNextBeat(samples, recording.rate, studyShape.window.tail),
    labels: Uint8Array.from(beats, ({ code }) => classOfCode(code, 'aami')),
    samples,
  };
}

/**
 * Builds the inter-patient data set of de Chazal et al. 2004: trained on 22 records, tested on 22 others.
 *
 * Rows have the study's shape, made from beats alone as a detector would give them, one for every beat.
 *
 * @throws CaliperError `unsupported` when the records are not those of MIT-BIH 1.0.0
 */
export async function buildDs1Ds2(open: RecordOpener): Promise<BuiltDataset> {
  async function collect(records: readonly string[]) {
    const sources: LabelledSpans[] = [];
    for (const name of records) sources.push(await labelledBeats(open, name));
    return collectRows(sources, studyShape, [0]);
  }
  const train = await collect(ds1);
  const test = await collect(ds2);
  return {
    protocol: 'ds1ds2',
    mapping: 'aami',
    shape: studyShape,
    split: 'By recording, after de Chazal et al. 2004: DS1 trains, DS2 tests.',
    splits: { train, test },
    log: [
      'The paced records 102, 104, 107 and 217 are left out.',
      'Records 201 (training) and 202 (test) come from one patient, as in the published division.',
      "Record 232 holds most of the test part's S beats: read S figures with and without it.",
    ],
  };
}
