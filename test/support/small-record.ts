import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { encode212 } from '../../app/formats/wfdb/samples/twelve-bit.ts';
import { writeAnnotations } from '../../app/formats/wfdb/write-annotations.ts';

export interface SmallRecord {
  readonly name: string;
  readonly seconds: number;
  /** WFDB codes of the beats, repeated as needed; null writes no annotation file. */
  readonly codes: readonly number[] | null;
}

export const smallRecordRate = 360;
const interval = 288;
const firstBeat = 200;

/** Beat positions of a small record, in frames. */
export function smallRecordBeats(seconds: number): number[] {
  const beats: number[] = [];
  for (let sample = firstBeat; sample < seconds * smallRecordRate - 40; sample += interval) beats.push(sample);
  return beats;
}

/** Writes a two-lead WFDB record of triangular beats at 75 a minute (0.8 s apart), and returns its path without ending. */
export async function writeSmallRecord(folder: string, { name, seconds, codes }: SmallRecord): Promise<string> {
  const frames = seconds * smallRecordRate;
  const samples = new Int32Array(2 * frames);
  const beats = smallRecordBeats(seconds);
  for (const beat of beats) {
    for (let offset = -12; offset <= 12; offset++) {
      const height = 200 * (1 - Math.abs(offset) / 12);
      samples[2 * (beat + offset)] = Math.round(height);
      samples[2 * (beat + offset) + 1] = Math.round(-height / 2);
    }
  }
  const header = [
    `${name} 2 ${smallRecordRate} ${frames}`,
    `${name}.dat 212 200 11 0 0 0 0 MLII`,
    `${name}.dat 212 200 11 0 0 0 0 V1`,
    '# 69 M 1085 1629 x1',
    '',
  ].join('\n');
  await writeFile(join(folder, `${name}.hea`), header);
  await writeFile(join(folder, `${name}.dat`), encode212(samples));
  if (codes !== null) {
    const annotations = beats.map((sample, index) => ({
      sample,
      code: codes[index % codes.length] ?? 1,
      subtype: 0,
      channel: 0,
      number: 0,
      aux: '',
    }));
    await writeFile(join(folder, `${name}.atr`), writeAnnotations(annotations));
  }
  return join(folder, name);
}
