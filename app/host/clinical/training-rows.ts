import { ds1 } from '../../dataset/ds1ds2-protocol.ts';
import { clinicalRowsOf } from '../../dataset/clinical/clinical-protocol.ts';
import { noiseBank } from '../../dataset/clinical/noise-bank.ts';
import { synthesiseRhythms } from '../../dataset/clinical/synthesis.ts';
import type { RecordOpener } from '../../dataset/mitdb.ts';
import type { LabelledRows } from '../../dataset/rows.ts';
import { selectRows } from '../../dataset/select.ts';
import { createRandom } from '../../signal/random.ts';
import type { TrainingRows } from '../../training/request.ts';
import { synthesisSeed, watchedRows } from './recipe.ts';

/** Noise recordings of the MIT-BIH Noise Stress Test Database: electrode motion, muscle, wander. */
const noiseRecords = ['em', 'ma', 'bw'];
/** Frames per second of the MIT-BIH records. */
const rate = 360;

/** Everything that the clinical model learns from. */
export interface ClinicalMaterial {
  /** Beats of DS1, and beats in rhythms made up from them. */
  readonly real: LabelledRows;
  readonly synthetic: LabelledRows;
  readonly noise: Float32Array;
}

/** Reads the training records and makes up rhythms from them. DS2 is not opened. */
export async function readMaterial(openBeats: RecordOpener, openNoise: RecordOpener): Promise<ClinicalMaterial> {
  const real = await clinicalRowsOf(openBeats, ds1);
  const synthetic = synthesiseRhythms(real, rate, createRandom(synthesisSeed));
  const recordings = [];
  for (const name of noiseRecords) recordings.push(await openNoise(name));
  return { real, synthetic, noise: await noiseBank(recordings) };
}

/** The rows of some records, and their places in all rows. */
export function rowsOfRecords(
  rows: LabelledRows,
  records: readonly string[],
): { rows: LabelledRows; places: Int32Array } {
  const wanted = rows.recordings.map((name) => records.includes(name));
  const places = Int32Array.from(rows.labels.keys()).filter((row) => wanted[rows.recordingOf[row]!]);
  return { rows: selectRows(rows, places), places };
}

/**
 * What a training on some records gets: their beats, the rhythms made up from them, and noise.
 *
 * @param numbers names of the numbers beside the rows that it reads
 */
export function trainingRowsOf(
  material: ClinicalMaterial,
  records: readonly string[],
  numbers: readonly string[],
): TrainingRows {
  const { rows: real } = rowsOfRecords(material.real, records);
  const { rows: synthetic } = rowsOfRecords(material.synthetic, records);
  const marks = new Uint8Array(real.count + synthetic.count).fill(1, real.count);
  return {
    beats: joined(Float32Array, real.beats, synthetic.beats),
    features: joined(Float32Array, columnsOf(real, numbers), columnsOf(synthetic, numbers)),
    labels: joined(Uint8Array, real.labels, synthetic.labels),
    groups: joined(Uint16Array, real.recordingOf, synthetic.recordingOf),
    synthetic: marks,
    validation: Int32Array.from({ length: watchedRows }, (_, index) => Math.floor((index * real.count) / watchedRows)),
    noise: material.noise,
  };
}

/** Some of the numbers beside the rows, by name. */
function columnsOf({ features, featureNames, count }: LabelledRows, numbers: readonly string[]): Float32Array {
  const columns = numbers.map((name) => featureNames.indexOf(name));
  const chosen = new Float32Array(count * columns.length);
  for (let row = 0; row < count; row++)
    for (const [place, column] of columns.entries())
      chosen[row * columns.length + place] = features[row * featureNames.length + column]!;
  return chosen;
}

function joined<T extends Float32Array | Uint8Array | Uint16Array>(Type: new (length: number) => T, a: T, b: T): T {
  const all = new Type(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
