/**
 * Measures the QRS detector on MIT-BIH: sensitivity and positive predictivity after the first five minutes and over the
 * whole records, and its speed, reading from memory.
 *
 *   node test/bench/detect.ts
 */
import { detectBeats } from '../../app/beat/detect.ts';
import { mitdbRecords } from '../../app/dataset/mitdb.ts';
import { openFolder } from '../../app/files/folder.ts';
import { openWfdb } from '../../app/formats/wfdb/open.ts';
import type { Recording } from '../../app/signal/recording.ts';
import { databaseFolder } from '../support/databases.ts';
import { matchBeats } from '../support/match-beats.ts';

const database = databaseFolder('mitdb');
if (!database) throw new Error('MIT-BIH is needed: set CALIPER_DATA to the folder that holds mitdb.');
const folder = openFolder(database);
const protocols = [
  { name: 'from 5:00, 150 ms', window: 54, from: 108_000, matched: 0, missed: 0, extra: 0 },
  { name: 'whole, 150 ms', window: 54, from: 0, matched: 0, missed: 0, extra: 0 },
  { name: 'from 5:00, 50 ms', window: 18, from: 108_000, matched: 0, missed: 0, extra: 0 },
];
const offsets: number[] = [];
let seconds = 0;
let recorded = 0;

/** The recording with its samples in memory, so that the detector alone is timed. */
async function inMemory(recording: Recording): Promise<Recording> {
  const leads = recording.leads.map((_, index) => index);
  const samples = await recording.read(leads, 0, recording.frames);
  return { ...recording, read: async (wanted, from, to) => wanted.map((lead) => samples[lead]!.slice(from, to)) };
}

for (const name of mitdbRecords) {
  const recording = await inMemory(await openWfdb(folder, name));
  const annotations = await recording.annotations('atr');
  const started = performance.now();
  const { samples: found } = await detectBeats(recording);
  seconds += (performance.now() - started) / 1000;
  recorded += recording.frames / recording.rate;
  for (const protocol of protocols) {
    const result = matchBeats(annotations, found, protocol);
    protocol.matched += result.matched;
    protocol.missed += result.missed;
    protocol.extra += result.extra;
    if (protocol.from === 0) offsets.push(...result.offsets);
  }
  const own = matchBeats(annotations, found, { window: 54, from: 108_000 });
  if (own.missed + own.extra > 20) console.log(`${name}: ${own.missed} missed, ${own.extra} extra`);
}
for (const { name, matched, missed, extra } of protocols) {
  const sensitivity = ((100 * matched) / (matched + missed)).toFixed(2);
  const predictivity = ((100 * matched) / (matched + extra)).toFixed(2);
  console.log(`${name}: Se ${sensitivity} %, +P ${predictivity} % (${missed} missed, ${extra} extra)`);
}
const within = (frames: number) =>
  ((100 * offsets.filter((offset) => Math.abs(offset) <= frames).length) / offsets.length).toFixed(1);
console.log(`fiducial within 1 / 3 / 10 samples of the reference: ${within(1)} / ${within(3)} / ${within(10)} %`);
console.log(`${Math.round(recorded / seconds).toLocaleString('en')} x real time`);
