/**
 * Measures the QRS detector by the rules of EC57 (bxb: 150 ms, from 5:00) on MIT-BIH and on the noise stress test database,
 * with its speed in processor time, reading from memory.
 *
 *   node test/bench/detect.ts [--ds1] [--records]
 *
 * `--ds1` leaves out what may not be looked at while something is chosen; `--records` lists the records with most errors.
 * On MIT-BIH "MLII" is the lead of that name, else the first.
 */
import { detectionAnnotations } from '../../app/beat/detection-annotations.ts';
import { detectBeats } from '../../app/beat/detect.ts';
import type { Detection } from '../../app/beat/detection.ts';
import { ds1, ds2 } from '../../app/dataset/ds1ds2-protocol.ts';
import { mitdbRecords } from '../../app/dataset/mitdb.ts';
import { compareBeats, type BeatComparison } from '../../app/evaluation/ec57/compare-beats.ts';
import { beatStatistics } from '../../app/evaluation/ec57/beat-statistics.ts';
import { sumComparisons } from '../../app/evaluation/ec57/summary.ts';
import { openFolder } from '../../app/files/folder.ts';
import { openWfdb } from '../../app/formats/wfdb/open.ts';
import type { Annotation, Recording } from '../../app/signal/recording.ts';
import { databaseFolder } from '../support/databases.ts';
import { inMemory } from './detector/conditions.ts';

const learning = 300;
const stressRecords = ['118', '119'].flatMap((record) =>
  ['_6', '00', '06', '12', '18', '24'].map((ratio) => `${record}e${ratio}`),
);
const [missing, missingInShutdown] = [5, 6];

interface Measured {
  readonly record: string;
  readonly recording: Recording;
  readonly reference: readonly Annotation[];
  readonly detection: Detection;
  readonly seconds: number;
}

async function measure(folder: string, record: string, leads: 'MLII' | 'all'): Promise<Measured> {
  const { recording, annotations: reference } = await inMemory(await openWfdb(openFolder(folder), record));
  const named = recording.leads.findIndex(({ name }) => name === 'MLII');
  const options = leads === 'MLII' ? { leads: [Math.max(0, named)] } : {};
  // Once before, so that neither compilation nor the leftovers of reading are timed.
  await detectBeats(recording, options);
  const before = process.cpuUsage();
  const detection = await detectBeats(recording, options);
  const { user, system } = process.cpuUsage(before);
  return { record, recording, reference, detection, seconds: (user + system) / 1e6 };
}

function compare({ recording, reference, detection }: Measured, shutdown = false, marks = true): BeatComparison {
  const { rate, frames } = recording;
  const shown = marks ? detection : { ...detection, unreadable: [] };
  const test = detectionAnnotations(shown, { shutdown });
  return compareBeats(reference, test, { rate, frames, mapping: 'ec57', start: learning }, true);
}

function percent(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(2).padStart(6);
}

function line(name: string, comparisons: readonly BeatComparison[], allowance: boolean): string {
  const { matrix } = sumComparisons(comparisons).gross;
  const { sensitivity, positivePredictivity } = beatStatistics(matrix).qrs;
  const excused = allowance ? matrix.slice(0, missing).reduce((sum, row) => sum + row[missingInShutdown]!, 0) : 0;
  const whole = sensitivity.whole - excused;
  const missed = String(whole - sensitivity.part).padStart(6);
  const extra = String(positivePredictivity.whole - positivePredictivity.part).padStart(6);
  return `${name.padEnd(44)}${missed}${extra}  ${percent(sensitivity.part, whole)}  ${percent(positivePredictivity.part, positivePredictivity.whole)}`;
}

function offsets(measured: readonly Measured[]): string {
  const distances = measured.flatMap((each) => {
    const { pairs } = compare(each);
    const found: number[] = [];
    pairs!.reference.forEach((sample, pair) => {
      if (sample >= 0 && pairs!.test[pair]! >= 0) found.push(pairs!.test[pair]! - sample);
    });
    return found;
  });
  distances.sort((a, b) => a - b);
  const mean = distances.reduce((sum, distance) => sum + Math.abs(distance), 0) / distances.length / 0.36;
  const near = distances.filter((distance) => Math.abs(distance) <= 18).length;
  return `fiducials: median offset ${distances[distances.length >> 1]} samples, mean absolute ${mean.toFixed(2)} ms, within 50 ms ${percent(near, distances.length).trim()} %`;
}

function speed(measured: readonly Measured[]): string {
  const recorded = measured.reduce((sum, { recording }) => sum + recording.frames / recording.rate, 0);
  const seconds = measured.reduce((sum, each) => sum + each.seconds, 0);
  return `${Math.round(recorded / seconds).toLocaleString('en')} x real time`;
}

function worst(measured: readonly Measured[]): string[] {
  const lines = measured.map((each) => {
    const comparison = compare(each);
    const { qrs } = beatStatistics(comparison.matrix);
    const errors = qrs.sensitivity.whole + qrs.positivePredictivity.whole - 2 * qrs.sensitivity.part;
    return { errors, text: line(`  ${each.record}`, [comparison], false) };
  });
  return lines
    .sort((a, b) => b.errors - a.errors)
    .slice(0, 8)
    .map(({ text }) => text);
}

const mitdb = databaseFolder('mitdb');
const nstdb = databaseFolder('nstdb');
if (!mitdb || !nstdb) throw new Error('MIT-BIH and the noise stress test database are needed: set CALIPER_DATA.');
const onlyDs1 = process.argv.includes('--ds1');
const listed = process.argv.includes('--records');
console.log(`${' '.repeat(44)}missed extra     Se      +P`);
for (const leads of ['MLII', 'all'] as const) {
  const name = leads === 'MLII' ? 'MLII' : 'both leads';
  const records = onlyDs1 ? ds1 : mitdbRecords;
  const measured: Measured[] = [];
  for (const record of records) measured.push(await measure(mitdb, record, leads));
  const of = (names: readonly string[]) =>
    measured.filter(({ record }) => names.includes(record)).map((each) => compare(each));
  if (!onlyDs1) console.log(line(`MIT-BIH, all 48, ${name}`, of(records), false));
  console.log(line(`MIT-BIH, DS1, ${name}`, of(ds1), false));
  if (!onlyDs1) console.log(line(`MIT-BIH, DS2, ${name}`, of(ds2), false));
  console.log(offsets(measured));
  console.log(speed(measured));
  if (listed) console.log(worst(measured).join('\n'));
}
for (const leads of ['MLII', 'all'] as const) {
  const name = leads === 'MLII' ? 'MLII' : 'both leads';
  const measured: Measured[] = [];
  for (const record of stressRecords) measured.push(await measure(nstdb, record, leads));
  const plain = measured.map((each) => compare(each, false, false));
  const shut = measured.map((each) => compare(each, true));
  const closed = sumComparisons(shut).gross.shutdownSeconds;
  const total = measured.reduce((sum, { recording }) => sum + recording.frames / recording.rate - learning, 0);
  console.log(line(`noise stress, ${name}, all beats`, plain, false));
  console.log(line(`  shut down where unreadable, all misses`, shut, false));
  console.log(line(`  shut down where unreadable, as EC57 allows`, shut, true));
  console.log(`  shut down ${percent(closed, total).trim()} % of the time`);
  if (listed) console.log(worst(measured).join('\n'));
}
